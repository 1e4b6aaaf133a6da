/// That a record is in the log, by a proof that was checked.
package final class InclusionStatement: Sendable {
    /// Hash of the record's leaf, base64.
    let leafHash: String
    /// Records that the checkpoint covers.
    let treeSize: UInt64
    /// Root of the tree, base64.
    let root: String
    /// How many hashes lead from the leaf to the root.
    let hashes: Int
    /// The signed text of the checkpoint.
    let checkpoint: String

    /// States what a proof showed.
    package init(leafHash: String, treeSize: UInt64, root: String, hashes: Int, checkpoint: String) {
        self.leafHash = leafHash
        self.treeSize = treeSize
        self.root = root
        self.hashes = hashes
        self.checkpoint = checkpoint
    }
}
