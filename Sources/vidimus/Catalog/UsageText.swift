import AuditCatalog
import AuditEvents

/// Prints how much things are used.
enum UsageText {
    /// A report as text.
    static func bytes(of report: UsageReport, _ format: OutputFormat) -> [UInt8] {
        switch format {
        case .json: report.rows.flatMap { json($0) + [0x0A] }
        case .table: Array(table(report).map { $0 + "\n" }.joined().utf8)
        }
    }

    private static func table(_ report: UsageReport) -> [String] {
        var lines = ["From \(report.days.lowerBound) to \(report.days.upperBound), UTC", ""]
        if report.rows.isEmpty {
            lines.append("Nothing was used in these days.")
        } else {
            var rows = [["NAME", "APP", "PEOPLE", "VIEWS", "LOOKED", "LAST USED"]]
            rows += report.rows.map { row in
                [
                    SanitizedText.escape(row.thing.displayName), SanitizedText.escape(row.app?.displayName ?? ""),
                    "\(row.people)", "\(row.views)", DurationText.clock(row.activeMilliseconds), "\(row.lastDay)",
                ]
            }
            lines += TextColumns.aligned(rows)
            if report.isCut { lines.append("There are more; --limit shows them.") }
        }
        if !report.unused.isEmpty {
            lines += ["", "Never used in these days:"]
            lines += report.unused.map { "  \(SanitizedText.escape($0.displayName))" }
        }
        return lines
    }

    private static func json(_ row: UsageRow) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.write("id", row.thing.id)
        json.write("name", row.thing.name)
        json.write("type", row.thing.type)
        json.write("appId", row.app?.id)
        json.write("appName", row.app?.name)
        json.write("people", row.people)
        json.write("views", row.views)
        json.key("durationMs")
        json.integer(row.activeMilliseconds)
        json.write("lastUsed", "\(row.lastDay)")
        json.key("trend")
        json.beginArray()
        for count in row.trend { json.integer(Int64(count)) }
        json.endArray()
        json.endObject()
        return json.bytes
    }
}
