import AuditJournal

/// The file that an export writes: under a temporary name until it is complete, and never over another one.
struct PackageOutput {
    let file: any SegmentFile
    private let storage: any SegmentStorage
    private let name: String
    private let temporary: String

    init(_ name: String, in storage: any SegmentStorage) throws(EvidenceExportError) {
        self.name = name
        self.storage = storage
        temporary = ".\(name).\(String(UInt64.random(in: .min ... .max), radix: 16)).tmp"
        guard try !Self.isThere(name, in: storage) else { throw .alreadyThere(name: name) }
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
            guard error.operation == .link, error.isAlreadyThere else { throw .storage(error) }
            throw .alreadyThere(name: name)
        }
    }

    /// Removes what was written.
    func discard() {
        // Best effort: what is left has a leading dot and no reader.
        try? storage.remove(temporary)
    }

    /// So that nobody waits for an export that can't be published; the link decides.
    private static func isThere(_ name: String, in storage: any SegmentStorage) throws(EvidenceExportError) -> Bool {
        do throws(StorageError) {
            _ = try storage.open(name, writable: false)
            return true
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return false
        }
    }
}
