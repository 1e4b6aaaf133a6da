import AuditJournal
import Foundation

/// The file that an export writes: under a temporary name until it is complete, and never over another one.
struct PackageOutput {
    let file: any SegmentFile
    private let storage: PosixStorage
    private let name: String
    private let temporary: String

    init(path: String) throws(EvidenceExportError) {
        let url = URL(fileURLWithPath: path)
        name = url.lastPathComponent
        storage = PosixStorage(path: url.deletingLastPathComponent().path)
        temporary = ".\(name).\(String(UInt64.random(in: .min ... .max), radix: 16)).tmp"
        guard access(path, F_OK) != 0 else { throw .alreadyThere(path: path) }
        do throws(StorageError) {
            file = try storage.create(temporary)
        } catch {
            throw .storage(error)
        }
    }

    /// Gives the complete file its name.
    func publish() throws(EvidenceExportError) {
        do throws(StorageError) {
            // A crash before the link leaves the temporary file only; after it, the package under both names.
            try file.syncData()
            try storage.link(temporary, to: name)
            try storage.remove(temporary)
            try storage.syncDirectory()
        } catch {
            if error.operation == .link, error.isAlreadyThere { throw .alreadyThere(path: "\(storage.path)/\(name)") }
            throw .storage(error)
        }
    }

    /// Removes what was written.
    func discard() {
        // Best effort: what is left has a leading dot and no reader.
        try? storage.remove(temporary)
    }
}
