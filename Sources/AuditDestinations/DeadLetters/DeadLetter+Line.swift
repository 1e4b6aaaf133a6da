import AuditEvents
import AuditJournal

extension DeadLetter {
    /// Bound of the reason in a line, in code points; the rest is cut.
    package static let maximumReasonLength = 2000

    private static let linePrefix = Array(#"{"offset":"#.utf8)

    /// The letter as one line of JSON with its line feed.
    package var line: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("offset")
        writer.raw(String(offset.rawValue).utf8)
        writer.key("eventId")
        if let eventID { writer.string(eventID.description) } else { writer.null() }
        writer.key("reason")
        writer.string(String(String.UnicodeScalarView(reason.unicodeScalars.prefix(Self.maximumReasonLength))))
        writer.key("time")
        writer.string(UTCTime(milliseconds: timeMilliseconds).iso8601)
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// Reads the offset of a line that ``line`` wrote; nil for anything else.
    static func offset(ofLine line: some Collection<UInt8>) -> JournalOffset? {
        guard line.starts(with: linePrefix) else { return nil }
        let digits = line.dropFirst(linePrefix.count).prefix { $0 != UInt8(ascii: ",") }
        return UInt64(String(decoding: digits, as: UTF8.self)).map { JournalOffset($0) }
    }
}
