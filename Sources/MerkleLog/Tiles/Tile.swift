/// A tile of hashes with its place in the tree.
package struct Tile: Sendable, Hashable {
    /// Where it belongs; its kind is ``TileCoordinate/Kind/hashes(level:)``.
    package let coordinate: TileCoordinate
    /// As many hashes as the coordinate is wide.
    package let hashes: [TreeHash]

    /// Joins hashes with the place that they are for.
    package init(_ coordinate: TileCoordinate, hashes: [TreeHash]) {
        precondition(coordinate.kind != .entries, "entries are no hashes")
        precondition(hashes.count == coordinate.width, "a tile is as wide as its coordinate says")
        self.coordinate = coordinate
        self.hashes = hashes
    }

    /// Reads the file or answer that is said to be the tile at `coordinate`.
    package init(_ coordinate: TileCoordinate, bytes: some Collection<UInt8>) throws(TileError) {
        precondition(coordinate.kind != .entries, "entries are no hashes")
        let expected = coordinate.width * TreeHash.byteCount
        guard bytes.count == expected else {
            throw .wrongByteCount(coordinate, expected: expected, found: bytes.count)
        }
        self.coordinate = coordinate
        hashes = Array(bytes).withUnsafeBytes { bytes in
            (0..<coordinate.width).map { position in
                let start = position * TreeHash.byteCount
                return TreeHash(loading: UnsafeRawBufferPointer(rebasing: bytes[start..<start + TreeHash.byteCount]))
            }
        }
    }

    /// The hashes one after the other: the content of the file.
    package var bytes: [UInt8] {
        hashes.withUnsafeBytes { Array($0) }
    }
}
