/// Slows down guessing of passwords; a value without effects.
///
/// Failures count for the account and for the address. The first few are free; then each further one doubles the wait,
/// up to a bound. A name that no account has counts like one that an account has, so that nothing is learned from it.
package struct SignInGuard: Sendable {
    /// How patient it is with one account or address.
    struct Patience: Sendable, Hashable {
        /// Failures without any wait.
        var freeFailures: Int
        /// Wait after the first failure beyond.
        var firstWaitMilliseconds: Int64
        /// Longest wait.
        var longestWaitMilliseconds: Int64
        /// Time without a failure after which all is forgotten.
        var memoryMilliseconds: Int64

        static let account = Patience(
            freeFailures: 5,
            firstWaitMilliseconds: 2_000,
            longestWaitMilliseconds: 15 * 60_000,
            memoryMilliseconds: 24 * 3_600_000
        )

        /// More people may share an address than an account.
        static let address = Patience(
            freeFailures: 20,
            firstWaitMilliseconds: 2_000,
            longestWaitMilliseconds: 15 * 60_000,
            memoryMilliseconds: 24 * 3_600_000
        )

        func wait(after failures: Int) -> Int64 {
            let beyond = failures - freeFailures
            guard beyond > 0 else { return 0 }
            return min(longestWaitMilliseconds, firstWaitMilliseconds << Int64(min(beyond - 1, 30)))
        }
    }

    private enum Key: Hashable {
        case account(String)
        case address(String)
    }

    private struct Failures {
        var count = 0
        var lastMilliseconds: Int64 = 0
        var allowedAtMilliseconds: Int64 = 0
    }

    /// Most accounts and addresses that are remembered; those that failed longest ago are forgotten first.
    package static let maximumEntries = 10_000

    private var entries: [Key: Failures] = [:]

    /// Knows of no failure.
    package init() {}

    /// How long somebody has to wait before the next try; 0 when a try is allowed now.
    package func waitMilliseconds(account: String, address: String, at milliseconds: Int64) -> Int64 {
        keys(account, address).map { max(0, (entries[$0.key]?.allowedAtMilliseconds ?? 0) - milliseconds) }.max() ?? 0
    }

    /// Counts a try as failed from its beginning, so that tries at the same time can't all be free.
    package mutating func begin(account: String, address: String, at milliseconds: Int64) {
        for (key, patience) in keys(account, address) {
            var failures = entries[key] ?? Failures()
            if milliseconds - failures.lastMilliseconds > patience.memoryMilliseconds { failures = Failures() }
            failures.count += 1
            failures.lastMilliseconds = milliseconds
            failures.allowedAtMilliseconds = milliseconds + patience.wait(after: failures.count)
            entries[key] = failures
        }
        if entries.count > Self.maximumEntries { forgetOldest() }
    }

    /// Forgets the failures of an account that was signed in to, and takes this try back from its address.
    package mutating func succeed(account: String, address: String) {
        entries[.account(account.lowercased())] = nil
        guard var failures = entries[.address(address)] else { return }
        failures.count -= 1
        failures.allowedAtMilliseconds = 0
        entries[.address(address)] = failures.count > 0 ? failures : nil
    }

    private func keys(_ account: String, _ address: String) -> [(key: Key, patience: Patience)] {
        [(.account(account.lowercased()), .account), (.address(address), .address)]
    }

    private mutating func forgetOldest() {
        let kept = entries.sorted { $0.value.lastMilliseconds > $1.value.lastMilliseconds }
            .prefix(Self.maximumEntries / 2)
        entries = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
