import AuditEvents

/// Name of an event's file, `<time>_<eventId>_<correlationId>`, as Butler SOS makes it; screenshots have the same.
package struct ObjectDataName: Sendable, Hashable {
    /// UTF-16 units that each id may take.
    package static let maximumIDLength = 128

    /// The name without extension: letters, digits, `.`, `_`, `-` and `+`, so that it can't leave a directory.
    package let stem: String

    /// Puts the parts together.
    ///
    /// - Parameters:
    ///   - timestamp: The envelope's text, nil when it has none.
    ///   - timestampMilliseconds: What it means, nil when it means nothing.
    ///   - receivedMilliseconds: When the event was received; stands in for a missing timestamp.
    ///   - eventID: As sent.
    ///   - correlationID: As sent.
    package init(
        timestamp: String?,
        timestampMilliseconds: Int64?,
        receivedMilliseconds: Int64,
        eventID: String?,
        correlationID: String?
    ) {
        let moment = Self.moment(timestamp, timestampMilliseconds, receivedMilliseconds: receivedMilliseconds)
        let time = moment?.compact ?? Self.invalidTime
        stem = "\(time)_\(Self.sanitized(eventID))_\(Self.sanitized(correlationID))"
    }

    /// What stands for a time that means nothing.
    static let invalidTime = "invalid_timestamp"

    /// When the event happened: its timestamp, the reception when it has none, nil when the text means nothing.
    static func moment(_ timestamp: String?, _ milliseconds: Int64?, receivedMilliseconds: Int64) -> UTCTime? {
        guard let timestamp else { return UTCTime(milliseconds: receivedMilliseconds) }
        return isUnreadableByJavaScript(timestamp) ? nil : milliseconds.map { UTCTime(milliseconds: $0) }
    }

    /// Replaces whatever isn't fit for a file name on every system; an emoji becomes two underscores.
    private static func sanitized(_ id: String?) -> String {
        guard let id, !id.isEmpty else { return "none" }
        let units = id.utf16.prefix(maximumIDLength).map { unit -> UInt8 in
            switch unit {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F, 0x2D: UInt8(unit)
            default: UInt8(ascii: "_")
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    /// Butler SOS takes leap seconds and zones without minutes at the door, but its files call them invalid.
    private static func isUnreadableByJavaScript(_ timestamp: String) -> Bool {
        let text = Array(timestamp.utf8)
        guard text.count >= 20 else { return true }
        if text[17] == UInt8(ascii: "6") { return true }
        let sign = text[text.count - 3]
        return text[10] == UInt8(ascii: "T") && (sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"))
    }
}
