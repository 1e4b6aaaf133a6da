import AuditTesting
import TableFormats
import TableSamples
import Testing

/// Where the codes of a row stand and how they are packed.
@Suite(.inTurn) struct QVDRowTests {
    /// Packs one bit after the other.
    private func naive(_ columns: [[UInt32]], _ layout: QVDRowLayout) -> [UInt8] {
        let rowCount = columns.first?.count ?? 0
        var bytes = [UInt8](repeating: 0, count: rowCount * layout.recordByteSize)
        for row in 0..<rowCount {
            for (codes, placement) in zip(columns, layout.placements) {
                let index = Int(codes[row]) - 1
                let stored = placement.hasNulls ? (index < 0 ? 0 : index + 2) : index
                for bit in 0..<placement.bitWidth where stored >> bit & 1 == 1 {
                    let position = placement.bitOffset + bit
                    bytes[row * layout.recordByteSize + position / 8] |= 1 << (position % 8)
                }
            }
        }
        return bytes
    }

    @Test func packingAgreesWithBitAfterBit() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let rowCount = Int.random(in: 1...400, using: &generator)
            let columns = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                let smallest = UInt32.random(in: 0...1, using: &generator)
                let largest =
                    smallest + [0, 1, 2, 5, 254, 300, 65_534, 70_000][Int.random(in: 0..<8, using: &generator)]
                return (0..<rowCount).map { _ in UInt32.random(in: smallest...largest, using: &generator) }
            }
            let fields = columns.map { (symbolCount: Int($0.max() ?? 0), hasNulls: $0.contains(0)) }
            let layout = QVDRowLayout(fields: fields, rowCount: rowCount)
            // A code that is uniform but not the first symbol can't arise from rows.
            let usable = zip(columns, layout.placements).map { codes, placement in
                Set(codes).count == 1 && !placement.hasNulls ? codes.map { _ in UInt32(1) } : codes
            }
            var packed = [UInt8](repeating: 0, count: rowCount * layout.recordByteSize)
            for (codes, placement) in zip(usable, layout.placements) {
                var stored = QVDRowCodes()
                let cut = Int.random(in: 0...rowCount, using: &generator)
                stored.append(Array(codes[..<cut]))
                stored.append(Array(codes[cut...]))
                #expect(stored.count == rowCount)
                stored.pack(0..<rowCount, as: placement, recordByteSize: layout.recordByteSize, into: &packed)
            }
            #expect(packed == naive(usable, layout), "seed \(seed)")
        }
    }

    @Test func everyBitBelongsToAField() {
        for symbolCount in [1, 2, 3, 4, 5, 127, 128, 129, 65_536, 65_537] {
            for hasNulls in [false, true] {
                let fields = [(symbolCount, hasNulls), (0, true), (1, false), (symbolCount, hasNulls), (1, false)]
                let layout = QVDRowLayout(fields: fields, rowCount: 9)
                #expect(layout.placements.reduce(0) { $0 + $1.bitWidth } == 8 * layout.recordByteSize)
                #expect(layout.placements[2] == QVDPlacement() && layout.placements[4] == QVDPlacement())
                #expect(layout.placements[1].bitWidth >= 2)
            }
        }
    }

    @Test func aTableWithoutRowsGivesItsOnlyByteToTheLastField() {
        let layout = QVDRowLayout(fields: [(0, false), (0, false), (0, false)], rowCount: 0)
        #expect(layout.recordByteSize == 1)
        #expect(layout.placements.map(\.bitWidth) == [0, 0, 8])
        #expect(layout.placements.map(\.bias) == [0, 0, 0])
    }

    @Test func aRowOfConstantsGivesItsOnlyByteToTheLastField() {
        let layout = QVDRowLayout(fields: [(1, false), (1, false)], rowCount: 4)
        #expect(layout.recordByteSize == 1)
        #expect(layout.placements.map(\.bitWidth) == [0, 8])
    }

    @Test func codesTakeNoMoreBytesThanTheLargestNeeds() {
        var codes = QVDRowCodes()
        codes.appendNulls(1000)
        #expect(codes.byteCount == 0)
        codes.append([1])
        #expect(codes.byteCount == 1001)
        codes.append([255, 256])
        #expect(codes.byteCount == 2006)
        codes.append([65_536])
        codes.appendNulls(2)
        #expect(codes.byteCount == 4 * 1006)
        #expect(codes.count == 1006)
    }
}
