import AuditEvents

/// Writes what is known of an app for a person; control characters are shown escaped.
struct CoverageText {
    private let app: AppCoverage
    private var lines: [String] = []

    /// The lines about one app.
    static func lines(about app: AppCoverage) -> [String] {
        var text = CoverageText(app: app)
        text.write()
        return text.lines
    }

    private init(app: AppCoverage) {
        self.app = app
    }

    private mutating func write() {
        lines.append(app.name.map { "\(Self.safe($0)) (\(Self.safe(app.id)))" } ?? Self.safe(app.id))
        guard let inventory = app.inventories.newest else {
            lines.append("  No inventory of this app came: nothing is known of what could be audited in it.")
            lines.append("  \(Self.people(app.people.count)) in its events.")
            writeSheets(app.sheets.byID.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, "  Opened:")
            writeBounds()
            return
        }
        writeSummary(of: inventory)
        for sheet in inventory.sheets { write(sheet) }
        writeSheets(app.sheetsBeyond(inventory), "  Opened, but not in the inventory:")
        writeBounds()
    }

    private mutating func writeSummary(of inventory: AppInventory) {
        var words = ["Inventory of \(Self.time(inventory.receivedAtMilliseconds))"]
        words.append("scope \(inventory.scope ?? "unknown")")
        if !inventory.isWhole { words.append("only \(inventory.parts.count) of \(inventory.partCount) parts came") }
        words.append(inventory.isComplete ? "complete" : "incomplete")
        lines.append("  \(words.joined(separator: ", "))")
        let hosting = inventory.sheets.count { $0.hostsExtension }
        lines.append(
            "  \(hosting) of \(inventory.sheets.count) sheets with the extension, "
                + "\(inventory.auditedCount) of \(inventory.objectCount) objects audited, "
                + Self.people(app.people.count)
        )
    }

    private mutating func write(_ sheet: InventorySheet) {
        let opened = app.sheets.byID[sheet.id].map(Self.opened) ?? "never opened"
        let hosting = sheet.hostsExtension ? "with the extension" : "without the extension"
        lines.append("")
        lines.append("  \(Self.named(sheet.title, sheet.id)): \(hosting), \(opened)")
        let rows = sheet.objects.map { object in
            let last = app.objects.byID[object.id]?.lastMilliseconds
            let state = ObjectCoverage(object, wasSeen: last != nil)
            return [
                state.rawValue, Self.safe(object.id), Self.safe(object.type ?? "?"),
                Self.safe(object.title ?? "(no title)"),
                object.reason.map(Self.safe) ?? last.map { "last event \(Self.time($0))" } ?? "",
            ]
        }
        if rows.isEmpty { lines.append("    no objects") }
        for var line in TextColumns.aligned(rows) {
            // A row without a reason or a time would end in blanks.
            while line.last == " " { line.removeLast() }
            lines.append("    \(line)")
        }
    }

    private mutating func writeSheets(_ sheets: [(id: String, sighting: BoundedSightings.Sighting)], _ title: String) {
        guard !sheets.isEmpty else { return }
        lines.append("")
        lines.append(title)
        for (id, sighting) in sheets { lines.append("    \(Self.named(sighting.name, id)): \(Self.opened(sighting))") }
    }

    private mutating func writeBounds() {
        if app.isCut { lines.append("  There is more than is shown: a bound on sheets or objects was reached.") }
    }

    private static func opened(_ sighting: BoundedSightings.Sighting) -> String {
        "last opened \(time(sighting.lastMilliseconds)) by \(people(sighting.people.count))"
    }

    private static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    private static func named(_ title: String?, _ id: String) -> String {
        title.map { "\(safe($0)) (\(safe(id)))" } ?? safe(id)
    }

    private static func time(_ milliseconds: Int64) -> String { UTCTime(milliseconds: milliseconds).iso8601 }

    private static func safe(_ text: String) -> String { SanitizedText.escape(text) }
}
