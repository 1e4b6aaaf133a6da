/// What events are called for people; names that nobody knows yet stay as they are.
enum EventWords {
    /// A few words for a type of event.
    static func label(of type: String) -> String { labels[type] ?? type }

    /// All types with words, for choosing.
    static let known: [(type: String, label: String)] = labels.sorted { $0.value < $1.value }
        .map { ($0.key, $0.value) }

    private static let labels: [String: String] = [
        "navigation.sheet.loaded": "Opened a sheet",
        "event.sheet.left": "Left a sheet",
        "selection.state.changed": "Made a selection",
        "app.model.validated": "Data calculated",
        "object.view.duration": "Looked at a chart",
        "object.visibility.changed": "Chart came into view or left it",
        "screenshot.url.received": "Picture taken",
        "event.objectdata.captured": "Data of a chart read",
        "event.export.requested": "Exported data",
        "event.bookmark": "Used a bookmark",
        "event.unsupported.visualization": "Chart that can't be read",
        "event.app.inventory": "Inventory of an app",
        "audit.event": "Event of the extension",
        "audit.conflict": "Conflict: an id came again with other content",
        "screenshot.stored": "Picture stored",
        "screenshot.lost": "Picture lost",
        "console.viewed": "Looked into this console",
        "console.exported": "Exported from this console",
        "console.signed.in": "Signed in to this console",
        "console.signed.out": "Signed out of this console",
        "console.sign.in.refused": "Sign-in refused",
        "console.account.changed": "Account of this console changed",
        "console.reason.given": "Reason for looking given",
        "console.finding.acknowledged": "Finding acknowledged",
        "server.started": "Server started",
        "server.stopped": "Server stopped",
    ]
}
