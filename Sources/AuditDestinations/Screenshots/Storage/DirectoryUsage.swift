import Synchronization

/// How many bytes a directory holds, and how many it may.
///
/// Counted once before its first use and then kept up to date: bytes are set aside before a file is written, and given
/// back when that fails. A full directory is counted again, so that making room needs no restart; but at most once in
/// ``recountInterval``, since that takes long for a million files. What others remove is noticed then.
final class DirectoryUsage: Sendable {
    /// Time between two counts of a full directory.
    static let recountInterval = Duration.seconds(60)

    private struct State {
        /// Bytes of whole files.
        var written = 0
        /// Bytes of files that are being written.
        var reserved = 0
        /// Bytes that became whole files since the last count began, which may have missed them.
        var writtenSinceCount = 0
        /// When the last count began.
        var lastCount: Duration?

        var all: Int { written + reserved }
    }

    private let path: String
    private let depth: Int
    private let limit: Int
    private let clock: DeliveryClock
    private let state = Mutex(State())

    /// Watches `path` and so many levels of directories below it.
    init(_ path: String, depth: Int, limit: Int, clock: DeliveryClock) {
        self.path = path
        self.depth = depth
        self.limit = limit
        self.clock = clock
    }

    /// Bytes that are counted now, those of files that are being written included.
    var byteCount: Int { state.withLock { $0.all } }

    /// Counts what is there.
    ///
    /// Files that are written meanwhile may count twice until the next count, never not at all.
    func count() throws(StorageFailure) {
        let now = clock.now()
        state.withLock { state in
            state.lastCount = now
            state.writtenSinceCount = 0
        }
        let total: Int
        do {
            total = try PosixDirectory.byteCount(of: path, depth: depth)
        } catch {
            throw StorageFailure(path, error)
        }
        state.withLock { $0.written = total + $0.writtenSinceCount }
    }

    /// Sets bytes aside for a file that is about to be written; ``commit(_:)`` or ``release(_:)`` follows.
    func reserve(_ count: Int) throws(StorageFailure) {
        if isReserved(count) { return }
        if isCountDue {
            try self.count()
            if isReserved(count) { return }
        }
        throw StorageFailure(
            path,
            "it holds \(byteCount) bytes and may hold \(limit), so \(count) more don't fit; "
                + "move older files away or raise the quota of screenshots"
        )
    }

    /// Bytes that were set aside are in a file now.
    func commit(_ count: Int) {
        state.withLock { state in
            state.reserved -= count
            state.written += count
            state.writtenSinceCount += count
        }
    }

    /// Gives bytes back that weren't written.
    func release(_ count: Int) {
        state.withLock { $0.reserved -= count }
    }

    private func isReserved(_ count: Int) -> Bool {
        state.withLock { state in
            guard state.all + count <= limit else { return false }
            state.reserved += count
            return true
        }
    }

    /// Whether this caller may count again; says so to one of many who ask at the same time.
    private var isCountDue: Bool {
        let now = clock.now()
        return state.withLock { state in
            if let last = state.lastCount, now - last < Self.recountInterval { return false }
            state.lastCount = now
            return true
        }
    }
}
