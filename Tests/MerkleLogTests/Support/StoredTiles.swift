import MerkleLog

/// A place for tiles that complains about what a log must never do to its files.
struct StoredTiles {
    private(set) var tiles: [TileCoordinate: Tile] = [:]

    /// Stores what grew; a full tile comes once, and a wider one begins as the narrower did.
    mutating func store(_ new: [Tile]) throws {
        for tile in new {
            guard tiles.updateValue(tile, forKey: tile.coordinate) == nil else { throw Misuse.storedTwice }
            for width in 1..<tile.coordinate.width {
                let narrower = TileCoordinate(tile.coordinate.kind, index: tile.coordinate.index, width: width)
                guard let old = tiles[narrower] else { continue }
                guard old.hashes.elementsEqual(tile.hashes.prefix(width)) else { throw Misuse.changed }
            }
        }
    }

    func read(_ coordinate: TileCoordinate) throws -> Tile {
        guard let tile = tiles[coordinate] else { throw Misuse.missing(coordinate) }
        return try Tile(coordinate, bytes: tile.bytes)
    }

    enum Misuse: Error {
        case storedTwice
        case changed
        case missing(TileCoordinate)
    }
}
