/// How long a database keeps points.
package enum RetentionPeriod: Sendable, Hashable {
    /// Until somebody removes them.
    case forever
    /// This many seconds, more than 0.
    case seconds(Int64)

    private static let secondsByUnit: [(unit: String, seconds: Int64)] = [
        ("mo", 30 * 86_400), ("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 7 * 86_400), ("y", 365 * 86_400),
    ]

    private static let unitsBelowSeconds: [(unit: String, perSecond: Int64)] = [
        ("ns", 1_000_000_000), ("us", 1_000_000), ("ms", 1_000),
    ]

    /// Reads `30d`, `1w2d`, `INF` and the like; an empty text and 0 mean for ever, nil means unreadable.
    ///
    /// A month has 30 days and a year 365. Parts of a second are cut off.
    package init?(_ text: String) {
        if text.isEmpty || text.uppercased() == "INF" || text == "0" {
            self = .forever
            return
        }
        var total: Int64 = 0
        var rest = text[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let count = Int64(digits) else { return nil }
            rest = rest[digits.endIndex...]
            guard let seconds = Self.takeUnit(&rest, count: count) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(seconds)
            guard !overflow else { return nil }
            total = sum
        }
        self = total == 0 ? .forever : .seconds(total)
    }

    /// Takes the unit off the front and returns the seconds of `count` of it.
    private static func takeUnit(_ rest: inout Substring, count: Int64) -> Int64? {
        if let small = unitsBelowSeconds.first(where: { rest.hasPrefix($0.unit) }) {
            rest = rest.dropFirst(small.unit.count)
            return count / small.perSecond
        }
        guard let unit = secondsByUnit.first(where: { rest.hasPrefix($0.unit) }) else { return nil }
        rest = rest.dropFirst(unit.unit.count)
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit.seconds)
        return overflow ? nil : seconds
    }
}
