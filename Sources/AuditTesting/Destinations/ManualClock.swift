import AuditDestinations
import Synchronization

/// Time that only a test moves.
///
/// A sleeper wakes when ``advance(by:)`` passes its time. A clock that skips sleeps moves itself instead: each sleep
/// ends at once and the time has passed, so loops with retries run through without waiting.
package final class ManualClock: Sendable {
    private struct State {
        var now = Duration.zero
        var sleepers: [Int: (wakes: Duration, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var cancelled: Set<Int> = []
        var next = 0
        var log: [Duration] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())
    private let skipsSleeps: Bool
    private let startMilliseconds: Int64

    /// Starts at this wall time, in milliseconds since 1970-01-01 UTC.
    package init(skipsSleeps: Bool = false, startMilliseconds: Int64 = 1_780_000_000_000) {
        self.skipsSleeps = skipsSleeps
        self.startMilliseconds = startMilliseconds
    }

    /// The clock to hand to a delivery.
    package var deliveryClock: DeliveryClock {
        DeliveryClock(
            now: { self.now },
            sleep: { try await self.sleep($0) },
            wallMilliseconds: { self.startMilliseconds + Int64(self.now / .milliseconds(1)) }
        )
    }

    /// Time since the start.
    package var now: Duration { state.withLock { $0.now } }

    /// Every duration that somebody slept or sleeps, in order.
    package var sleeps: [Duration] { state.withLock { $0.log } }

    /// Moves the time and wakes everybody whose time has come.
    package func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.wakes <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume() }
    }

    /// Returns once `count` sleeps have begun since the start.
    package func waitForSleeps(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                if state.log.count >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isReached { continuation.resume() }
        }
    }

    private func sleep(_ duration: Duration) async throws {
        try Task.checkCancellation()
        let number = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                begin(duration, number, continuation)
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: number)
                if sleeper == nil { state.cancelled.insert(number) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
        await Task.yield()
    }

    private func begin(_ duration: Duration, _ number: Int, _ continuation: CheckedContinuation<Void, any Error>) {
        let (result, watchers) = state.withLock {
            state -> (Result<Void, any Error>?, [CheckedContinuation<Void, Never>]) in
            state.log.append(duration)
            let reached = state.watchers.filter { $0.count <= state.log.count }.map(\.continuation)
            state.watchers.removeAll { $0.count <= state.log.count }
            if state.cancelled.remove(number) != nil { return (.failure(CancellationError()), reached) }
            if skipsSleeps || duration <= .zero {
                state.now += max(duration, .zero)
                return (.success(()), reached)
            }
            state.sleepers[number] = (state.now + duration, continuation)
            return (nil, reached)
        }
        for watcher in watchers { watcher.resume() }
        if let result { continuation.resume(with: result) }
    }
}
