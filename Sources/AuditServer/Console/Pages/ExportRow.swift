import AuditCatalog
import AuditEvents

/// One event in an exported file.
struct ExportRow {
    private static let names = [
        "offset", "time", "receivedAt", "type", "user", "userDirectory", "userId", "appId", "appName", "sheetId",
        "sheetName", "objectId", "objectTitle", "objectType", "selections", "durationMs", "hasData", "pictureSha256",
        "session",
    ]

    /// The first line of a CSV file.
    static let header = names.joined(separator: ",") + "\r\n"

    private let values: [String?]

    init(_ event: EventSummary) {
        values = [
            "\(event.offset)", event.time.iso8601, event.receivedAt.iso8601, event.type,
            event.person?.identity, event.person?.directory, event.person?.userID,
            event.app?.id, event.app?.name, event.sheet?.id, event.sheet?.name,
            event.object?.id, event.object?.name, event.object?.type,
            event.selections, event.durationMilliseconds.map { "\($0)" }, event.hasData ? "true" : "false",
            event.picture?.picture?.sha256, event.session.map { "\($0)" },
        ]
    }

    /// A line of CSV (RFC 4180).
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front.
    var csv: String {
        values.map { value in
            guard var text = value else { return "" }
            if let first = text.utf8.first, "=+-@\t\r".utf8.contains(first), Double(text) == nil { text = "'" + text }
            let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
            return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
        }.joined(separator: ",") + "\r\n"
    }

    /// A JSON object.
    var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in zip(Self.names, values) {
            switch name {
            case "offset", "durationMs", "hasData", "session":
                writer.key(name)
                if let value { writer.raw(value.utf8) } else { writer.null() }
            default: writer.write(name, value)
            }
        }
        writer.endObject()
        return writer.text
    }
}
