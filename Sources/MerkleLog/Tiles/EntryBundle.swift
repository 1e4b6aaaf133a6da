/// Up to 256 entries of the log as one file: before each its length, two bytes, most significant first.
///
/// Source: C2SP tlog-tiles, "Log entries"; `docs/formats/tree.md`.
package struct EntryBundle: Sendable, Hashable {
    /// Bytes of the longest entry.
    package static let maximumEntryByteCount = Int(UInt16.max)

    private static let lengthByteCount = 2

    /// The content of the file.
    package private(set) var bytes: [UInt8] = []
    private var entries: [Range<Int>] = []

    /// Starts without entries.
    package init() {}

    /// Reads a file that is said to have `count` entries.
    package init(bytes: [UInt8], count: Int) throws(TileError) {
        precondition((1...TileCoordinate.fullWidth).contains(count), "a bundle has 1 to 256 entries")
        self.bytes = bytes
        var start = 0
        while start < bytes.count {
            guard entries.count < count else { throw .trailingBytes(count: bytes.count - start) }
            let content = start + Self.lengthByteCount
            guard content <= bytes.count else { throw .truncatedEntry(entry: entries.count) }
            let end = content + Int(bytes[start]) << 8 + Int(bytes[start + 1])
            guard end <= bytes.count else { throw .truncatedEntry(entry: entries.count) }
            entries.append(content..<end)
            start = end
        }
        guard entries.count == count else { throw .wrongEntryCount(expected: count, found: entries.count) }
    }

    /// Entries so far.
    package var count: Int { entries.count }

    /// The entry at `position`, counted from 0 in this bundle.
    package subscript(position: Int) -> ArraySlice<UInt8> { bytes[entries[position]] }

    /// Hashes of the entries as leaves: what the tile at level 0 with the same index holds.
    package var leafHashes: [TreeHash] {
        entries.map { TreeHash.leaf(bytes[$0]) }
    }

    /// Adds one entry; the bundle is not full yet.
    package mutating func append(_ entry: some Collection<UInt8>) throws(TileError) {
        precondition(count < TileCoordinate.fullWidth, "a bundle has at most 256 entries")
        guard entry.count <= Self.maximumEntryByteCount else {
            throw .entryTooLong(byteCount: entry.count, limit: Self.maximumEntryByteCount)
        }
        bytes.append(UInt8(truncatingIfNeeded: entry.count >> 8))
        bytes.append(UInt8(truncatingIfNeeded: entry.count))
        let start = bytes.count
        bytes.append(contentsOf: entry)
        entries.append(start..<bytes.count)
    }
}
