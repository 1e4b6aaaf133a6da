import MerkleLog

/// Neighbouring hashes of one level of which the records give others than are stored.
struct HashDifference {
    /// Level of the tiles.
    let level: Int
    /// Indexes of the hashes in their level.
    var indexes: Range<UInt64>
    /// Whether nothing is stored there.
    let isMissing: Bool

    /// The leaves under these hashes.
    var leaves: Range<UInt64> {
        let shift = UInt64(8 * level)
        return (indexes.lowerBound << shift)..<(indexes.upperBound << shift)
    }
}
