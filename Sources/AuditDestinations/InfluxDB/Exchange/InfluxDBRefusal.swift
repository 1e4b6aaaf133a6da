/// Why a database refused points, as far as it says.
package struct InfluxDBRefusal: Sendable, Hashable {
    /// The most of a reason that is kept, in characters.
    private static let maximumReasonLength = 500

    /// What the database said, without quoted lines.
    package let reason: String

    /// Positions in the request of the points that it names, counted from 0; a hint, not a verdict.
    package let named: Set<Int>

    /// How many points it says are older than its retention, when that is the whole trouble.
    package let expired: Int?

    /// Says what was said.
    package init(reason: String, named: Set<Int> = [], expired: Int? = nil) {
        self.reason = reason
        self.named = named
        self.expired = expired
    }

    /// Reads the message of an answer to a request with these lines.
    init(_ message: InfluxDBMessage, text: String, lines: [[UInt8]]) {
        var message = message
        message.findQuotedLines(among: lines)
        reason = Self.withoutQuotedLine(text, lines: lines)
        named = message.lines.filter { lines.indices.contains($0) }
        let isExpiry = text.contains("points beyond retention policy")
        expired = isExpiry ? Self.number(after: "dropped=", in: text) : nil
    }

    /// A dead letter needs no second copy of the event in its reason.
    private static func withoutQuotedLine(_ text: String, lines: [[UInt8]]) -> String {
        var text = text
        if lines.count == 1, let line = lines.first {
            let quoted = "'" + String(decoding: line, as: UTF8.self) + "'"
            text = text.split(separator: quoted, omittingEmptySubsequences: false).joined(separator: "the line")
        }
        return String(text.prefix(maximumReasonLength))
    }

    private static func number(after mark: String, in text: String) -> Int? {
        guard let range = text.ranges(of: mark).last else { return nil }
        return Int(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
}
