import MerkleLog

/// A checkpoint that was signed by a key of the log: at its size, the tree must have its root.
struct ExpectedCheckpoint {
    /// Leaves of the tree.
    let size: UInt64
    /// Root of the tree.
    let root: TreeHash
    /// The newest of the keys that signed, counted from the first of the log.
    let key: Int
    /// File that it stands in.
    let source: String
    /// Where in the file.
    let byte: Int

    /// Reads a checkpoint and verifies its signature; what is wrong with it otherwise.
    static func reading(
        _ bytes: [UInt8],
        source: String,
        byte: Int,
        keys: LogKeys
    ) -> Result<ExpectedCheckpoint, SegmentDamage> {
        do throws(CheckpointError) {
            let verified = try SignedCheckpoint(parsing: bytes).verify(logKeys: keys.verifiers)
            guard let key = verified.logKeys.compactMap({ keys.verifiers.firstIndex(of: $0) }).max() else {
                preconditionFailure("only these keys were looked for")
            }
            let checkpoint = verified.checkpoint
            return .success(
                ExpectedCheckpoint(size: checkpoint.size, root: checkpoint.root, key: key, source: source, byte: byte)
            )
        } catch {
            return .failure(SegmentDamage(file: "log/\(source)", byte: byte, offset: nil, reason: "\(error)"))
        }
    }

    /// Why this can't stand behind `previous` in the history; nil when it can.
    func contradiction(behind previous: ExpectedCheckpoint) -> String? {
        if size < previous.size { return "it covers \(size) records, the one before it \(previous.size)" }
        if size == previous.size, root != previous.root {
            return "the log was forked: two roots were signed for \(size) records"
        }
        if key < previous.key { return "it is signed by a key that had been replaced" }
        return nil
    }
}
