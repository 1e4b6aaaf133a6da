import AuditJournal
import MerkleLog

/// Reads small files that came from elsewhere.
enum BinaryFile {
    /// The whole file, at most as long as a request to a witness.
    static func read(_ path: String) throws(StorageError) -> [UInt8] {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        return try DurableFile.read(
            name,
            in: PosixStorage(path: folder),
            maximumBytes: WitnessRequest.maximumByteCount
        )
    }
}
