/// Parts of a view as bytes: for each the length, and the data state as difference to the one before.
///
/// LEB128 numbers, the differences in zigzag form with 1 added, and 0 for a part without a data state.
enum SegmentBlob {
    /// Writes the parts.
    static func bytes(of segments: [ObjectView.Segment]) -> [UInt8] {
        var bytes: [UInt8] = []
        var previous: Int64 = 0
        for segment in segments {
            append(UInt64(segment.milliseconds), to: &bytes)
            guard let state = segment.dataState, let code = code(state, after: previous) else {
                append(0, to: &bytes)
                continue
            }
            append(code, to: &bytes)
            previous = state
        }
        return bytes
    }

    /// Reads what ``bytes(of:)`` wrote; stops where bytes end early.
    static func segments(_ bytes: some Sequence<UInt8>) -> [ObjectView.Segment] {
        var segments: [ObjectView.Segment] = []
        var iterator = bytes.makeIterator()
        var previous: Int64 = 0
        while let length = next(&iterator), let code = next(&iterator) {
            guard let milliseconds = Int64(exactly: length) else { break }
            guard code > 0 else {
                segments.append(ObjectView.Segment(dataState: nil, milliseconds: milliseconds))
                continue
            }
            let zigzag = code - 1
            previous = previous &+ (Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1))
            segments.append(ObjectView.Segment(dataState: previous, milliseconds: milliseconds))
        }
        return segments
    }

    /// Nil for a difference that needs all 64 bits, which only made-up numbers have.
    private static func code(_ state: Int64, after previous: Int64) -> UInt64? {
        let (difference, overflow) = state.subtractingReportingOverflow(previous)
        guard !overflow, difference > Int64.min / 2, difference < Int64.max / 2 else { return nil }
        return UInt64(bitPattern: (difference << 1) ^ (difference >> 63)) + 1
    }

    private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(value & 0x7F) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    private static func next(_ iterator: inout some IteratorProtocol<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = iterator.next() {
            guard shift < 64 else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
