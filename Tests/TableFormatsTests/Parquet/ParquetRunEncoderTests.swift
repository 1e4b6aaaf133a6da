import AuditTesting
import TableFormats
import TableSamples
import Testing

/// Runs and packed bits, read back by a reader written from the format's description.
@Suite(.inTurn) struct ParquetRunEncoderTests {
    @Test func packedBitsAreAsTheFormatSays() {
        // The example of the format: 0 to 7 with three bits each.
        #expect(encoded(Array(0..<8), bitWidth: 3) == [0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010])
    }

    @Test func runsAreAsTheFormatSays() {
        #expect(encoded([UInt32](repeating: 300, count: 100), bitWidth: 9) == [0xC8, 0x01, 0x2C, 0x01])
    }

    @Test func aRunMayFollowPackedValues() {
        #expect(encoded([1, 0, 1] + [UInt32](repeating: 1, count: 13), bitWidth: 1) == [0x03, 0xFD, 0x10, 0x01])
    }

    @Test(arguments: 1...32)
    func valuesOfEveryWidthComeBack(_ bitWidth: Int) throws {
        var random = SeededGenerator(seed: UInt64(bitWidth))
        for count in [0, 1, 7, 8, 9, 63, 64, 65, 1000] {
            var values: [UInt32] = []
            while values.count < count {
                let value = UInt32(truncatingIfNeeded: random.next() >> UInt64(64 - bitWidth))
                // Runs of every length around the bound between the two forms, and long ones.
                let length = random.below(3) == 0 ? random.below(40) : 1
                values += [UInt32](repeating: value, count: min(length, count - values.count))
            }
            #expect(try decoded(encoded(values, bitWidth: bitWidth), count: count, bitWidth: bitWidth) == values)
        }
    }

    @Test func theWidthHoldsTheMaximum() {
        #expect(ParquetRunEncoder.bitWidth(maximum: 0) == 1)
        #expect(ParquetRunEncoder.bitWidth(maximum: 1) == 1)
        #expect(ParquetRunEncoder.bitWidth(maximum: 2) == 2)
        #expect(ParquetRunEncoder.bitWidth(maximum: 255) == 8)
        #expect(ParquetRunEncoder.bitWidth(maximum: 256) == 9)
    }

    private func encoded(_ values: [UInt32], bitWidth: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        values.withUnsafeBufferPointer { ParquetRunEncoder.append($0, bitWidth: bitWidth, to: &bytes) }
        return bytes
    }

    private func decoded(_ bytes: [UInt8], count: Int, bitWidth: Int) throws -> [UInt32] {
        var values: [UInt32] = []
        var position = 0
        while position < bytes.count {
            var head = 0
            var shift = 0
            repeat {
                head |= Int(bytes[position] & 0x7F) << shift
                shift += 7
                position += 1
            } while bytes[position - 1] >= 0x80
            let byteCount = head & 1 == 0 ? (bitWidth + 7) / 8 : (head >> 1) * bitWidth
            try #require(position + byteCount <= bytes.count)
            let part = bytes[position..<position + byteCount]
            position += byteCount
            let bits = part.flatMap { byte in (0..<8).map { UInt32(byte >> UInt8($0) & 1) } }
            let words = stride(from: 0, to: head & 1 == 0 ? 1 : bits.count, by: bitWidth).map { start in
                bits[start..<start + bitWidth].enumerated().reduce(0) { $0 | $1.element << UInt32($1.offset) }
            }
            values += head & 1 == 0 ? [UInt32](repeating: words[0], count: head >> 1) : words
        }
        // Only the last group may have been filled up, with zeros.
        try #require(values.count - count < 8 && values.dropFirst(count).allSatisfy { $0 == 0 })
        return Array(values.prefix(count))
    }
}
