import AuditEvents
import Synchronization

/// The bytes of unfinished request bodies that all connections together may hold, shared fairly.
///
/// One address gets at most a share, and the last quarter is kept for small bodies, so that nobody who sends large ones
/// slowly can keep out ordinary events.
package final class BodyBudget: Sendable {
    private struct State {
        var used = 0
        var byAddress: [NetworkAddress: Int] = [:]
    }

    /// The bound of all bodies together, in bytes.
    package let limitBytes: Int
    private let shareBytes: Int
    private let smallBodyBytes: Int
    private let state = Mutex(State())

    /// Creates an unused budget.
    ///
    /// - Parameters:
    ///   - limitBytes: For all bodies together.
    ///   - shareBytes: For all bodies of one address.
    ///   - smallBodyBytes: Up to this length a body may use the last quarter.
    package init(limitBytes: Int, shareBytes: Int = .max, smallBodyBytes: Int = 64 * 1_024) {
        self.limitBytes = limitBytes
        self.shareBytes = shareBytes
        self.smallBodyBytes = smallBodyBytes
    }

    /// What is held now, in bytes.
    package var usedBytes: Int { state.withLock { $0.used } }

    /// Takes `count` bytes for a body of `address` that then holds `bodyBytes`, or none and returns false.
    package func reserve(_ count: Int, of bodyBytes: Int, from address: NetworkAddress) -> Bool {
        let bound = bodyBytes <= smallBodyBytes ? limitBytes : limitBytes - limitBytes / 4
        return state.withLock { state in
            let share = state.byAddress[address, default: 0] + count
            guard state.used + count <= bound, share <= shareBytes else { return false }
            state.used += count
            state.byAddress[address] = share
            return true
        }
    }

    /// Gives back what a request of `address` had reserved.
    package func release(_ count: Int, from address: NetworkAddress) {
        guard count > 0 else { return }
        state.withLock { state in
            state.used -= count
            let left = state.byAddress[address, default: 0] - count
            state.byAddress[address] = left > 0 ? left : nil
        }
    }
}
