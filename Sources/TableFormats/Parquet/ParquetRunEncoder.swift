/// Parquet's mixed coding of small numbers: runs of one value, and groups of eight values packed bit by bit.
///
/// A part is a varint and its contents. An even varint, twice *n*, is followed by one value in ⌈width ÷ 8⌉ bytes and
/// means *n* times that value. An odd varint, twice *g* plus one, is followed by *g* groups of eight values, lowest bits
/// first; the last group is filled up with zeros.
package enum ParquetRunEncoder {
    /// Appends the values, none of which needs more than `bitWidth` (1…32) bits.
    package static func append<Value: UnsignedInteger & FixedWidthInteger>(
        _ values: UnsafeBufferPointer<Value>,
        bitWidth: Int,
        to bytes: inout [UInt8]
    ) {
        precondition((1...32).contains(bitWidth), "values have 1 to 32 bits")
        var packedStart = 0
        var index = 0
        while index < values.count {
            let value = values[index]
            var runEnd = index + 1
            while runEnd < values.count, values[runEnd] == value { runEnd += 1 }
            // What waits to be packed is always whole groups, so a run may begin at any group.
            if runEnd - index >= 8 {
                pack(UnsafeBufferPointer(rebasing: values[packedStart..<index]), bitWidth: bitWidth, to: &bytes)
                run(of: UInt64(value), count: runEnd - index, bitWidth: bitWidth, to: &bytes)
                index = runEnd
                packedStart = runEnd
            } else {
                index = min(index + 8, values.count)
            }
        }
        pack(UnsafeBufferPointer(rebasing: values[packedStart...]), bitWidth: bitWidth, to: &bytes)
    }

    /// Appends one run: `count` times `value`.
    package static func run(of value: UInt64, count: Int, bitWidth: Int, to bytes: inout [UInt8]) {
        ParquetVarint.append(UInt64(count) << 1, to: &bytes)
        for byte in 0..<(bitWidth + 7) / 8 {
            bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte)))
        }
    }

    /// The bits that the numbers 0…`maximum` need; at least one, because some readers stumble over none.
    package static func bitWidth(maximum: Int) -> Int {
        max(1, Int.bitWidth - maximum.leadingZeroBitCount)
    }

    private static func pack<Value: UnsignedInteger & FixedWidthInteger>(
        _ values: UnsafeBufferPointer<Value>,
        bitWidth: Int,
        to bytes: inout [UInt8]
    ) {
        guard !values.isEmpty else { return }
        let groups = (values.count + 7) / 8
        ParquetVarint.append(UInt64(groups) << 1 | 1, to: &bytes)
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: groups * bitWidth))
        bytes.withUnsafeMutableBytes { target in
            var position = start
            var waiting: UInt64 = 0
            var waitingBits = 0
            for value in values {
                waiting |= UInt64(truncatingIfNeeded: value) << UInt64(waitingBits)
                waitingBits += bitWidth
                if waitingBits >= 32 {
                    let word = UInt32(truncatingIfNeeded: waiting).littleEndian
                    target.storeBytes(of: word, toByteOffset: position, as: UInt32.self)
                    position += 4
                    waiting >>= 32
                    waitingBits -= 32
                }
            }
            while waitingBits > 0 {
                target[position] = UInt8(truncatingIfNeeded: waiting)
                position += 1
                waiting >>= 8
                waitingBits -= 8
            }
        }
    }
}
