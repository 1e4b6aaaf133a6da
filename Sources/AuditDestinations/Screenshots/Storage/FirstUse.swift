import Synchronization

/// What is done once before a directory is used; whoever comes meanwhile waits.
final class FirstUse: Sendable {
    /// What came of it.
    enum Result {
        /// Never again, whatever small things failed.
        case done([StorageFailure])
        /// The next one has to try again.
        case again(StorageFailure)
    }

    private let isDone = Mutex(false)

    /// Does `work` unless it has been done; blocks the thread while another does it.
    ///
    /// - Returns: What failed, to the one who did the work.
    func run(_ work: () -> Result) -> [StorageFailure] {
        isDone.withLock { isDone in
            if isDone { return [] }
            switch work() {
            case .done(let failures):
                isDone = true
                return failures
            case .again(let failure): return [failure]
            }
        }
    }
}
