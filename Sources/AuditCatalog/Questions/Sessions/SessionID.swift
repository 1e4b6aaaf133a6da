/// Names one user session: what one person did in one app, on one page, without a long pause.
///
/// Numbered in the order of the journal, so the same journal always gives the same numbers.
package struct SessionID: Sendable, Hashable, CustomStringConvertible {
    /// Number, counted from 1.
    package let rawValue: Int64

    /// Names the session with this number.
    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    /// Reads decimal digits, as from a URL; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard let value = Int64(text), value > 0 else { return nil }
        self.init(value)
    }

    /// Decimal digits.
    package var description: String { String(rawValue) }
}
