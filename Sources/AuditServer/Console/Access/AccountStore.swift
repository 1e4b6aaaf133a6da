import AuditJournal
import Dispatch
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The accounts on disk: `<data>/console/accounts.json` (0600), replaced as a whole.
///
/// A change is seen only after it is durable. Changes happen one after the other on a thread of their own.
package final class AccountStore: Sendable {
    private static let file = "accounts.json"
    private static let version = 1
    private static let maximumBytes = 4 << 20

    private struct File: Codable {
        let version: Int
        let accounts: [ConsoleAccount]
    }

    private let storage: any SegmentStorage
    private let book: Mutex<AccountBook>
    private let queue = DispatchQueue(label: "vidimus.console.accounts")

    /// Reads the accounts of a data directory; there may be none yet.
    package convenience init(in directory: DataDirectory) throws(AccountStoreError) {
        let path = "\(directory.path)/console"
        do throws(StorageError) {
            try DataDirectory.make(path)
        } catch {
            throw .storage(error)
        }
        try self.init(PosixStorage(path: path))
    }

    /// Reads the accounts of an existing folder.
    init(_ storage: any SegmentStorage) throws(AccountStoreError) {
        self.storage = storage
        book = Mutex(try Self.load(from: storage))
    }

    /// All accounts as they are now.
    var current: AccountBook { book.withLock { $0 } }

    /// Changes the accounts; returns them once that is durable.
    ///
    /// Throws what `body` throws, ``AccountProblem``, or ``AccountStoreError`` when the disk refuses; nothing has
    /// changed then.
    func change(_ body: @escaping @Sendable (inout AccountBook) throws -> Void) async throws -> AccountBook {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.apply(body) }) }
        }
    }

    /// Called only on ``queue``.
    private func apply(_ body: (inout AccountBook) throws -> Void) throws -> AccountBook {
        var changed = current
        try body(&changed)
        try save(changed)
        // A crash before this line has no effect: the next start reads what was saved.
        book.withLock { $0 = changed }
        return changed
    }

    private func save(_ book: AccountBook) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let bytes = try [UInt8](encoder.encode(File(version: Self.version, accounts: book.accounts))) + [0x0A]
        do throws(StorageError) {
            try DurableFile.replace(Self.file, in: storage, with: bytes)
        } catch {
            throw AccountStoreError.storage(error)
        }
    }

    private static func load(from storage: any SegmentStorage) throws(AccountStoreError) -> AccountBook {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(file, in: storage, maximumBytes: maximumBytes)
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return AccountBook()
        }
        let read: File
        do {
            read = try JSONDecoder().decode(File.self, from: Data(bytes))
        } catch {
            throw .unreadable(reason: "\(error)")
        }
        guard read.version == version else { throw .unreadable(reason: "it has version \(read.version)") }
        guard let book = AccountBook(read.accounts) else {
            throw .unreadable(reason: "a name is not valid or twice there")
        }
        return book
    }
}
