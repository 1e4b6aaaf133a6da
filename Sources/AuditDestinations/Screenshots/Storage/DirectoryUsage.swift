import Synchronization

/// How many bytes a directory holds, and how many it may.
///
/// Counted once at start and then kept up to date. When the limit is reached the directory is counted again, so that
/// making room needs no restart.
final class DirectoryUsage: Sendable {
    private let path: String
    private let depth: Int
    private let limit: Int
    private let bytes = Mutex(0)

    /// Watches `path` and so many levels of directories below it.
    init(_ path: String, depth: Int, limit: Int) {
        self.path = path
        self.depth = depth
        self.limit = limit
    }

    /// Bytes that are counted now.
    var byteCount: Int { bytes.withLock { $0 } }

    /// Counts what is there.
    func count() throws(PosixError) {
        let total = try PosixDirectory.byteCount(of: path, depth: depth)
        bytes.withLock { $0 = total }
    }

    /// Sets bytes aside for a file that is about to be written.
    func reserve(_ count: Int) throws(StorageFailure) {
        if isReserved(count) { return }
        do {
            try self.count()
        } catch {
            throw StorageFailure(path, error.description)
        }
        guard isReserved(count) else {
            throw StorageFailure(
                path,
                "it holds \(byteCount) bytes and may hold \(limit), so \(count) more don't fit; "
                    + "move older files away or raise the quota of screenshots"
            )
        }
    }

    /// Gives bytes back that weren't written.
    func release(_ count: Int) {
        bytes.withLock { $0 = max(0, $0 - count) }
    }

    private func isReserved(_ count: Int) -> Bool {
        bytes.withLock { bytes in
            guard bytes + count <= limit else { return false }
            bytes += count
            return true
        }
    }
}
