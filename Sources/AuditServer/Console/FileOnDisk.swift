import AuditJournal
import Dispatch

/// One file that is read as a whole, on a thread that may wait for the disk.
final class FileOnDisk: Sendable {
    private let folder: String
    private let name: String
    private static let queue = DispatchQueue(label: "vidimus.console.files")

    /// Names a file, which need not exist; nil for none.
    init(path: String?) {
        let parts = (path ?? "").split(separator: "/", omittingEmptySubsequences: false)
        name = String(parts.last ?? "")
        let parent = parts.dropLast().joined(separator: "/")
        folder = parent.isEmpty ? (parts.count > 1 ? "/" : ".") : parent
    }

    /// Its bytes; nil when there is no such file.
    func bytes(atMost maximumBytes: Int) async throws -> [UInt8]? {
        guard !name.isEmpty else { return nil }
        return try await withCheckedThrowingContinuation { continuation in
            Self.queue.async { continuation.resume(with: Result { try self.read(maximumBytes) }) }
        }
    }

    private func read(_ maximumBytes: Int) throws(StorageError) -> [UInt8]? {
        do throws(StorageError) {
            return try DurableFile.read(name, in: PosixStorage(path: folder), maximumBytes: maximumBytes)
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
    }
}
