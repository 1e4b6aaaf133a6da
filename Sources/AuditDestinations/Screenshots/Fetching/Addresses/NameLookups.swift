import AuditEvents
import NIOPosix
import Synchronization

/// Looks names up on few threads that nobody else uses.
///
/// The resolver of an operating system blocks and can't be stopped: with a dead DNS server it holds a thread for as long
/// as the system's own limits say, often half a minute. So everybody who asks for the same name shares one look-up, and
/// whoever is cancelled goes at once while the look-up goes on without them.
package final class NameLookups: Sendable {
    /// The most names that are being looked up or wait for a thread.
    package static let maximumNames = 64

    /// Returns the addresses of a name, best first, and may block; empty when there are none.
    package typealias Blocking = @Sendable (_ name: String) -> [NetworkAddress]

    private struct State {
        /// Who waits for which name; a name is here as long as a thread has it, also when nobody waits any more.
        var waiting: [String: [Int: CheckedContinuation<[NetworkAddress], any Error>]] = [:]
        var nextNumber = 0
    }

    private enum Admission {
        case first
        case joined
        case full
    }

    private let state = Mutex(State())
    private let pool: NIOThreadPool
    private let lookUp: Blocking

    /// Starts `threads` threads; ``stop()`` ends them.
    package init(threads: Int, lookUp: @escaping Blocking) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
        self.lookUp = lookUp
    }

    /// Returns the addresses of a name.
    ///
    /// - Throws: `CancellationError` when the caller is cancelled, ``ExchangeFault`` when too many names wait.
    package func addresses(of name: String) async throws -> [NetworkAddress] {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { begin(name, number, $0) }
        } onCancel: {
            forget(name, number)
        }
    }

    /// Ends the threads when their look-ups are done.
    package func stop() async { await pool.stop() }

    private func begin(
        _ name: String,
        _ number: Int,
        _ continuation: CheckedContinuation<[NetworkAddress], any Error>
    ) {
        let admission = state.withLock { state -> Admission in
            if state.waiting[name] != nil {
                state.waiting[name]?[number] = continuation
                return .joined
            }
            guard state.waiting.count < Self.maximumNames else { return .full }
            state.waiting[name] = [number: continuation]
            return .first
        }
        switch admission {
        case .joined: break
        case .full:
            continuation.resume(throwing: ExchangeFault.unreachable("too many names are being looked up"))
            return
        case .first:
            pool.submit { [self] state in
                switch state {
                case .active: finish(name, .success(lookUp(name)))
                case .cancelled: finish(name, .failure(CancellationError()))
                }
            }
        }
        // A cancellation just before the lock found nobody waiting.
        if Task.isCancelled { forget(name, number) }
    }

    private func forget(_ name: String, _ number: Int) {
        let continuation = state.withLock { $0.waiting[name]?.removeValue(forKey: number) }
        continuation?.resume(throwing: CancellationError())
    }

    private func finish(_ name: String, _ result: Result<[NetworkAddress], any Error>) {
        let waiting = state.withLock { $0.waiting.removeValue(forKey: name) } ?? [:]
        for continuation in waiting.values { continuation.resume(with: result) }
    }
}
