import CChecksum

/// Changes that carry a checksum that fits: what a later program writes, or somebody who owns the disk.
///
/// Written from `docs/formats`, not from the code under test.
enum Forgery {
    private static func crc32c(_ bytes: ArraySlice<UInt8>, continuing crc: UInt32 = 0) -> UInt32 {
        bytes.withUnsafeBytes { vidimus_crc32c(crc, $0.baseAddress, $0.count) }
    }

    private static func word(_ bytes: [UInt8], at place: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }

    private static func store(_ value: UInt32, in bytes: inout [UInt8], at place: Int) {
        for index in 0..<4 { bytes[place + index] = UInt8(truncatingIfNeeded: value >> (8 * UInt32(index))) }
    }

    /// Where the frames of a segment begin, as far as they are sound.
    static func frames(in segment: [UInt8]) -> [Range<Int>] {
        var frames: [Range<Int>] = []
        var start = 64
        while start + 80 <= segment.count {
            let length = word(segment, at: start + 4)
            guard length >= 80, start + length <= segment.count else { break }
            frames.append(start..<start + length)
            start += length
        }
        return frames
    }

    /// Computes the checksum of one frame again.
    static func sealFrame(_ frame: Range<Int>, in segment: inout [UInt8]) {
        let seed = crc32c(segment[32..<48])
        let head = crc32c(segment[frame.lowerBound..<frame.lowerBound + 8], continuing: seed)
        let whole = crc32c(segment[frame.lowerBound + 12..<frame.upperBound], continuing: head)
        store(whole, in: &segment, at: frame.lowerBound + 8)
    }

    private static func sealPage(_ number: Int, in ids: inout [UInt8]) {
        let seed = crc32c(ids[32..<48])
        let start = number * 4096
        let prefix = (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        let begun = crc32c(prefix[...], continuing: seed)
        store(crc32c(ids[start..<start + 4092], continuing: begun), in: &ids, at: start + 4092)
    }

    /// Changes one field of a random frame, or a few bytes of a random page, and seals it again.
    static func apply(
        to bytes: inout [UInt8],
        ofIDs: Bool,
        using generator: inout some RandomNumberGenerator
    ) {
        if ofIDs {
            guard bytes.count >= 4096 else { return }
            let page = Int.random(in: 0..<bytes.count / 4096, using: &generator)
            // Not the segment's id in page 0, which is the seed.
            let place = page == 0 ? [12, 13, 16, 23, 24, 31].randomElement(using: &generator) ?? 12 : nil
            change(&bytes, at: page * 4096 + (place ?? Int.random(in: 0..<400, using: &generator)), using: &generator)
            sealPage(page, in: &bytes)
        } else if let frame = frames(in: bytes).randomElement(using: &generator) {
            // Version, kind, reserved, offset, place in the group, lengths, times, ids, and the start of the facts.
            change(&bytes, at: frame.lowerBound + Int.random(in: 12..<84, using: &generator), using: &generator)
            sealFrame(frame, in: &bytes)
        }
    }

    private static func change(
        _ bytes: inout [UInt8],
        at place: Int,
        using generator: inout some RandomNumberGenerator
    ) {
        let width = [1, 1, 4, 8].randomElement(using: &generator) ?? 1
        let value = [0x00, 0x01, 0x7F, 0xFF, UInt8.random(in: 0...255, using: &generator)]
            .randomElement(using: &generator)
        for index in place..<min(bytes.count, place + width) { bytes[index] = value ?? 0 }
    }
}
