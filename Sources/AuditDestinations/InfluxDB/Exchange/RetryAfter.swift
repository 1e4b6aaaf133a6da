import AuditEvents

/// The header `Retry-After` of RFC 9110: seconds, or a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum RetryAfter {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// The longest time that is understood; the delivery loop has a shorter bound of its own.
    private static let maximumSeconds = 86_400 as Int64

    /// How long to wait from `nowMilliseconds` on; nil for anything that isn't understood.
    package static func duration(_ text: String, nowMilliseconds: Int64) -> Duration? {
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(min(Int64(text) ?? maximumSeconds, maximumSeconds))
        }
        guard let milliseconds = date(text) else { return nil }
        return .milliseconds(min(max(milliseconds - nowMilliseconds, 0), maximumSeconds * 1_000))
    }

    private static func date(_ text: String) -> Int64? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].utf8.last == UInt8(ascii: ","), parts[5] == "GMT",
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month + 1
        let iso = "\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z"
        return UTCTime(dateTime: iso)?.milliseconds
    }
}
