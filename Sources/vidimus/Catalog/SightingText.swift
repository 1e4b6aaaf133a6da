import AuditCatalog
import AuditEvents
import AuditJournal

/// Prints who has seen something.
enum SightingText {
    /// One page as text; the first one begins with the people.
    static func bytes(of page: SightingPage, isFirst: Bool, _ format: OutputFormat) -> [UInt8] {
        switch format {
        case .json: page.sightings.flatMap { json($0) + [0x0A] }
        case .table: Array(table(page, isFirst: isFirst).map { $0 + "\n" }.joined().utf8)
        }
    }

    private static func table(_ page: SightingPage, isFirst: Bool) -> [String] {
        var lines: [String] = []
        if isFirst {
            guard !page.sightings.isEmpty else { return ["Nobody has seen it, as far as events tell."] }
            var rows = [["PERSON", "TIMES", "FIRST (UTC)", "LAST (UTC)", "LOOKED"]]
            rows += page.people.map { person in
                [
                    SanitizedText.escape(person.person?.identity ?? "(nobody named)"), "\(person.count)",
                    person.first.iso8601, person.last.iso8601, DurationText.clock(person.activeMilliseconds),
                ]
            }
            lines += TextColumns.aligned(rows)
            if page.arePeopleCut {
                lines.append("There may be more people; narrow the question down, by time for instance.")
            }
            lines.append("")
        }
        var rows = isFirst ? [["OFFSET", "TIME (UTC)", "PERSON", "APP", "SHEET", "OBJECT", "HOW", "LOOKED"]] : []
        rows += page.sightings.map { sighting in
            [
                "\(sighting.evidence)", sighting.time.iso8601, SanitizedText.escape(sighting.person?.identity ?? ""),
                SanitizedText.escape(sighting.app?.displayName ?? ""),
                SanitizedText.escape(sighting.sheet?.displayName ?? ""),
                SanitizedText.escape(sighting.object?.displayName ?? ""), sighting.kind.rawValue,
                DurationText.clock(sighting.activeMilliseconds),
            ]
        }
        return lines + TextColumns.aligned(rows)
    }

    private static func json(_ sighting: Sighting) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("offset")
        json.integer(Int64(sighting.evidence.rawValue))
        json.write("time", sighting.time.iso8601)
        json.write("user", sighting.person?.identity)
        json.write("how", sighting.kind.rawValue)
        json.write("appId", sighting.app?.id)
        json.write("appName", sighting.app?.name)
        json.write("sheetId", sighting.sheet?.id)
        json.write("sheetName", sighting.sheet?.name)
        json.write("objectId", sighting.object?.id)
        json.write("objectTitle", sighting.object?.name)
        json.key("durationMs")
        if let milliseconds = sighting.activeMilliseconds { json.integer(milliseconds) } else { json.null() }
        json.key("viewOffset")
        if let view = sighting.viewEvidence { json.integer(Int64(view.rawValue)) } else { json.null() }
        json.write("screenshotSha256", sighting.picture?.picture?.sha256)
        json.endObject()
        return json.bytes
    }
}
