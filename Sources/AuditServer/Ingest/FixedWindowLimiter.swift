/// Counts what each key did in a fixed window of 60 s, starting with the key's first count.
///
/// Refused counts do not prolong a window. At most `maximumKeys` keys are remembered; above it windows that
/// have ended fall out first, then those least recently counted. A pure value: the clock comes in as a parameter.
package struct FixedWindowLimiter<Key: Hashable & Sendable>: Sendable {
    /// The state of one key's window after a count.
    package struct Standing: Sendable, Hashable {
        /// Whether the count was within the limit.
        package let isAllowed: Bool
        /// The limit a window.
        package let limit: Int
        /// What is left in this window, at least 0.
        package let remaining: Int
        /// Seconds until the window ends, rounded up, at least 1.
        package let secondsToReset: Int
    }

    private struct Window {
        var startMilliseconds: Int64
        var count: Int
        var lastUse: UInt64
    }

    /// The length of a window, in milliseconds.
    package static var windowMilliseconds: Int64 { 60_000 }

    private let limit: Int
    private let maximumKeys: Int
    private var windows: [Key: Window] = [:]
    private var useCounter: UInt64 = 0

    /// Creates a limiter that allows `limit` counts a window for each of at most `maximumKeys` keys.
    package init(limit: Int, maximumKeys: Int) {
        precondition(limit >= 1, "a limit allows at least one request")
        precondition(maximumKeys >= 1, "a limiter remembers at least one key")
        self.limit = limit
        self.maximumKeys = maximumKeys
    }

    /// Counts one for `key` at `now` (milliseconds of a clock that never goes back).
    package mutating func count(_ key: Key, at now: Int64) -> Standing {
        var window = currentWindow(of: key, at: now)
        let isAllowed = window.count < limit
        if isAllowed { window.count += 1 }
        windows[key] = window
        return standing(of: window, isAllowed: isAllowed, at: now)
    }

    /// Counts up to `wanted` more for `key` and returns how many were within the limit.
    package mutating func take(_ wanted: Int, for key: Key, at now: Int64) -> Int {
        var window = currentWindow(of: key, at: now)
        let granted = max(0, min(wanted, limit - window.count))
        window.count += granted
        windows[key] = window
        return granted
    }

    /// The standing of `key` without counting.
    package func peek(_ key: Key, at now: Int64) -> Standing {
        let window = windows[key].flatMap { isOver($0, at: now) ? nil : $0 }
        let current = window ?? Window(startMilliseconds: now, count: 0, lastUse: 0)
        return standing(of: current, isAllowed: current.count < limit, at: now)
    }

    private mutating func currentWindow(of key: Key, at now: Int64) -> Window {
        useCounter += 1
        if var window = windows[key] {
            if isOver(window, at: now) {
                window.startMilliseconds = now
                window.count = 0
            }
            window.lastUse = useCounter
            return window
        }
        if windows.count >= maximumKeys { forgetSome(at: now) }
        return Window(startMilliseconds: now, count: 0, lastUse: useCounter)
    }

    private func isOver(_ window: Window, at now: Int64) -> Bool {
        now - window.startMilliseconds >= Self.windowMilliseconds
    }

    private func standing(of window: Window, isAllowed: Bool, at now: Int64) -> Standing {
        let left = window.startMilliseconds + Self.windowMilliseconds - now
        return Standing(
            isAllowed: isAllowed,
            limit: limit,
            remaining: max(0, limit - window.count),
            secondsToReset: max(1, Int((left + 999) / 1_000))
        )
    }

    /// Drops ended windows, or else the least recently used tenth; amortised constant work a key.
    private mutating func forgetSome(at now: Int64) {
        windows = windows.filter { !isOver($0.value, at: now) }
        guard windows.count >= maximumKeys else { return }
        let uses = windows.values.map(\.lastUse).sorted()
        let threshold = uses[min(uses.count - 1, maximumKeys / 10)]
        windows = windows.filter { $0.value.lastUse > threshold }
    }
}
