import AuditTesting
import TableFormats
import TableSamples
import Testing

/// The vector, whose file was put together from the specification and not by the writer.
@Suite(.inTurn) struct QVDGoldenTests {
    @Test func theVectorIsTheGoldenFileByteForByte() throws {
        let golden = try Fixtures.bytes("vector.qvd")
        let file = try QVDSamples.vector.qvd()
        #expect(String(decoding: file, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
        #expect(file == golden)
    }

    @Test func theSeedAndTheDivisionIntoCallsChangeNothing() throws {
        let golden = try Fixtures.bytes("vector.qvd")
        let rows = QVDSamples.vector.rows
        #expect(try QVDSupport.file([rows], seed: 99) == golden)
        #expect(try QVDSupport.file(rows.runs(of: 1)) == golden)
        #expect(try QVDSupport.file([TableRows(schema: rows.schema), rows]) == golden)
    }
}
