import AuditTesting
import TableFormats
import TableSamples
import Testing

/// The compact protocol, read back by a reader that knows nothing of the writer.
@Suite(.inTurn) struct ThriftCompactWriterTests {
    @Test func bytesAreAsTheProtocolSays() {
        var thrift = ThriftCompactWriter()
        thrift.structure { root in
            root.int32(1, -1)
            root.boolean(3, true)
            root.text(20, "å")
            root.structure(21) { $0.int64(1, 150) }
            root.int32s(22, [1, -2])
            root.booleans(23, [true, false])
        }
        #expect(
            thrift.bytes == [
                0x15, 0x01, 0x21, 0x08, 0x28, 0x02, 0xC3, 0xA5, 0x1C, 0x16, 0xAC, 0x02, 0x00, 0x19, 0x25, 0x02, 0x03,
                0x19, 0x21, 0x01, 0x02, 0x00,
            ]
        )
    }

    @Test(arguments: [0, 1, 14, 15, 200])
    func listsOfEveryLengthComeBack(_ count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        let words = (0..<count).map { _ in Int64(bitPattern: random.next() >> UInt64(random.below(64))) }
        let texts = (0..<count).map { _ in [UInt8](repeating: 7, count: random.below(300)) }
        var thrift = ThriftCompactWriter()
        thrift.structure { root in
            root.int64s(1, words)
            root.binaries(2, texts)
            root.booleans(3, words.map { $0 < 0 })
            root.structures(4, words) { $0.int64(1, $1) }
        }
        var reader = ThriftReader(thrift.bytes)
        let fields = try reader.structure()
        #expect(reader.isAtEnd)
        #expect(fields[1] == .list(words.map { .integer($0) }))
        #expect(fields[2] == .list(texts.map { .binary($0) }))
        #expect(fields[3] == .list(words.map { .boolean($0 < 0) }))
        #expect(fields[4] == .list(words.map { .structure([1: .integer($0)]) }))
    }

    @Test func numbersOfEverySizeComeBack() throws {
        var random = SeededGenerator(seed: 3)
        for bits in 0..<64 {
            let word = Int64(bitPattern: random.next() >> UInt64(bits))
            var thrift = ThriftCompactWriter()
            thrift.structure { root in
                root.int8(1, Int8(truncatingIfNeeded: word))
                root.int16(17, Int16(truncatingIfNeeded: word))
                root.int32(33, Int32(truncatingIfNeeded: word))
                root.int64(300, word)
                root.int64(301, .min)
                root.int64(302, .max)
            }
            var reader = ThriftReader(thrift.bytes)
            #expect(
                try reader.structure() == [
                    1: .integer(Int64(Int8(truncatingIfNeeded: word))),
                    17: .integer(Int64(Int16(truncatingIfNeeded: word))),
                    33: .integer(Int64(Int32(truncatingIfNeeded: word))),
                    300: .integer(word), 301: .integer(.min), 302: .integer(.max),
                ]
            )
        }
    }
}
