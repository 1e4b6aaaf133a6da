import MerkleLog

/// A tree over entries of the form and length that a log has, with its tiles in memory.
struct SampleLog {
    /// Leaves between two checkpoints: 10,000 a second and five checkpoints a second.
    static let leavesPerCheckpoint = 2_000

    /// Entries that come again and again, so that their making is not measured.
    private let entries: [[UInt8]]
    private(set) var grower = TreeGrower()
    private(set) var tiles: [TileCoordinate: Tile] = [:]
    /// Bytes of tiles and bundles that a log would have written.
    private(set) var writtenBytes = 0

    init() {
        entries = (0..<4_096).map { number in
            let commitment = TreeHash.leaf("record \(number)".utf8)
            let time = 1_763_000_000_000 + number
            return Array("vidimus.record/v1\n\(1_000_000 + number)\n\(time)\n\(commitment)\n".utf8)
        }
    }

    /// Appends leaves and makes what each checkpoint needs; keeps the tiles when `keeping` is set.
    mutating func append(_ count: Int, bundles: Bool, keeping: Bool) throws {
        var bundle = EntryBundle()
        for number in 0..<count {
            let entry = entries[number & 4_095]
            grower.append(.leaf(entry))
            if bundles {
                try bundle.append(entry)
                if bundle.count == TileCoordinate.fullWidth {
                    writtenBytes += bundle.bytes.count
                    bundle = EntryBundle()
                }
            }
            if (number + 1) % Self.leavesPerCheckpoint == 0 || number + 1 == count {
                writtenBytes += bundle.bytes.count
                publish(keeping: keeping)
            }
        }
    }

    private mutating func publish(keeping: Bool) {
        let new = grower.unpublishedTiles
        writtenBytes += new.reduce(0) { $0 + $1.bytes.count }
        writtenBytes += grower.root.bytes.count
        if keeping { for tile in new { tiles[tile.coordinate] = tile } }
        grower.markPublished()
    }

    /// Makes proofs from the tiles in memory.
    func maker() -> ProofMaker<Never> {
        let tiles = tiles
        return ProofMaker(size: grower.size) { coordinate in
            guard let tile = tiles[coordinate] else { preconditionFailure("\(coordinate) was not written") }
            return tile
        }
    }
}
