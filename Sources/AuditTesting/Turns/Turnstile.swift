import Synchronization

/// Lets a bounded number of tasks through at once, first come, first served.
package final class Turnstile: Sendable {
    private struct State {
        var freePlaces: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// Starts with all places free; `places` is at least one.
    package init(places: Int) {
        precondition(places > 0, "without a place nobody would ever pass")
        state = Mutex(State(freePlaces: places))
    }

    /// Waits for a place, and has it while `body` runs.
    package func pass<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.freePlaces == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.freePlaces -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.freePlaces += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
