/// What the texts with proofs share: lines with hashes, an empty line, and a checkpoint as it was published.
enum ProofLines {
    /// Hashes of the longest proof, as C2SP tlog-witness bounds it; no tree is higher.
    static let maximumHashes = 63

    /// The number behind `name` and a space.
    static func number(_ name: String, in line: ArraySlice<UInt8>?) -> UInt64? {
        field(name, in: line).flatMap { StrictDecimal.value(of: $0) }
    }

    /// What stands behind `name` and a space; nil when the line begins with something else.
    static func field(_ name: String, in line: ArraySlice<UInt8>?) -> ArraySlice<UInt8>? {
        let prefix = Array("\(name) ".utf8)
        guard let line, line.starts(with: prefix) else { return nil }
        return line.dropFirst(prefix.count)
    }

    /// Reads hashes up to an empty line, and the checkpoint that is all the rest.
    static func tail(of lines: inout LineReader) throws(ProofTextError) -> ([TreeHash], SignedCheckpoint) {
        var hashes: [TreeHash] = []
        while true {
            guard let line = lines.next() else {
                throw .malformed(line: lines.number + 1, expected: "a hash or the empty line before the checkpoint")
            }
            if line.isEmpty { break }
            guard let hash = TreeHash(base64: line) else {
                throw .malformed(line: lines.number, expected: "a hash or the empty line before the checkpoint")
            }
            guard hashes.count < maximumHashes else { throw .tooManyHashes(limit: maximumHashes) }
            hashes.append(hash)
        }
        do throws(CheckpointError) {
            return (hashes, try SignedCheckpoint(parsing: lines.rest))
        } catch {
            throw .checkpoint(error)
        }
    }

    /// Writes what ``tail(of:)`` reads.
    static func encodeTail(_ hashes: [TreeHash], _ checkpoint: SignedCheckpoint) -> [UInt8] {
        Array((hashes.map { "\($0.base64)\n" }.joined() + "\n").utf8) + checkpoint.bytes
    }
}
