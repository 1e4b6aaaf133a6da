import AuditEvents

/// The records of a package one after the other, as a story.
struct ReportStory {
    /// What became of the pictures, by the offset of their event.
    let outcomes: [UInt64: PictureOutcome]
    /// Names of pictures that are not in the package.
    let missing: Set<String>
    /// Day of the last record, which has a heading of its own.
    private var day: Int64?

    init(outcomes: [UInt64: PictureOutcome], missing: Set<String>) {
        self.outcomes = outcomes
        self.missing = missing
    }

    mutating func write(_ record: EvidenceRecord, to html: inout HTMLWriter) {
        // What became of pictures stands with their events.
        guard record.ownType.map({ !$0.hasPrefix(PictureOutcome.typePrefix) }) ?? true else { return }
        let received = UTCTime(milliseconds: record.receivedAt)
        if received.day != day {
            day = received.day
            html.element("h2", String(received.iso8601.prefix(10)))
        }
        html.markup("<article id=\"r\(record.offset)\">")
        switch record.body {
        case .erased: writeErased(record, received, to: &html)
        case .whole(let eventID, _, let facts, let content):
            if let type = record.ownType {
                heading(received, "The server: \(type)", to: &html)
                html.markup("<dl>")
            } else {
                let row = Array(content.utf8).withUnsafeBytes { AuditRow(envelope: $0, savedPaths: [], tags: .none) }
                heading(received, ReportSentence.text(of: row), to: &html)
                html.markup("<dl>")
                writeRow(row, to: &html)
            }
            html.fact("Received", "\(received.iso8601) by the server's clock, as record \(record.offset)")
            html.fact("Event id", eventID)
            for (name, fact) in zip(["From address", "Browser", "Token", "Extension"], facts) { html.fact(name, fact) }
            html.markup("</dl>")
            writePictures(of: record.offset, to: &html)
            ReportData.write(content, to: &html)
            html.markup("<details><summary>As received</summary>")
            html.element("pre", content)
            html.markup("</details>")
        }
        html.markup("</article>\n")
    }

    private func heading(_ time: UTCTime, _ text: String, to html: inout HTMLWriter) {
        html.markup("<h3><time>\(time.iso8601.dropFirst(11))</time> ")
        html.text(text)
        html.markup("</h3>")
    }

    private func writeErased(_ record: EvidenceRecord, _ received: UTCTime, to html: inout HTMLWriter) {
        heading(received, "A record whose content was erased", to: &html)
        html.markup("<dl>")
        html.fact("Received", "\(received.iso8601) by the server's clock, as record \(record.offset)")
        html.markup("</dl>")
    }

    private func writeRow(_ row: AuditRow, to html: inout HTMLWriter) {
        html.fact("User", row.user)
        html.fact("App", Self.named(row.appName, row.appID))
        html.fact("Sheet", Self.named(row.sheetName, row.sheetID))
        html.fact("Object", Self.named(row.objectType, row.objectID))
        html.fact("In view", row.enteredAt.map { "from \($0) to \(row.leftAt ?? "?")" })
        html.fact(
            "Time of the browser",
            row.timestampMilliseconds.map { UTCTime(milliseconds: $0).iso8601 }
        )
        html.fact("Selection", row.selectionTxnID)
    }

    private func writePictures(of offset: UInt64, to html: inout HTMLWriter) {
        guard let outcome = outcomes[offset] else { return }
        if let absence = outcome.absence { html.element("p", absence) }
        for (number, picture) in outcome.pictures.enumerated() {
            html.markup("<figure>")
            if missing.contains(picture.name) {
                html.element("p", "This picture was not in the data directory any more as it was stored.")
            } else if number == 0 {
                html.markup("<a href=\"\(picture.name)\"><img loading=\"lazy\" alt=\"What was on the screen\" ")
                html.markup("src=\"\(picture.name)\"></a>")
            }
            html.markup("<figcaption>")
            html.text(number == 0 ? "What was on the screen: " : "Another form of it: ")
            html.markup("<a href=\"\(picture.name)\">\(picture.name)</a></figcaption></figure>")
        }
    }

    private static func named(_ name: String?, _ id: String?) -> String? {
        guard let name else { return id }
        return id.map { "\(name) (\($0))" } ?? name
    }
}
