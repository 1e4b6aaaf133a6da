import AuditEvents
import AuditJournal

/// What the catalog keeps of one envelope: parsed once, bounded, and free of any database.
struct EventFacts: Sendable, Hashable {
    /// The event's own time, or that of its reception; milliseconds since 1970 UTC, never negative.
    var time: Int64

    /// The event's type.
    var type: String

    /// Whole identity of the person, trimmed.
    var identity: String?

    /// Id of the app; its name where it has no id.
    var app: String?

    /// Name of the app.
    var appName: String?

    /// Id of the sheet.
    var sheet: String?

    /// Name of the sheet.
    var sheetName: String?

    /// Id of the object.
    var object: String?

    /// Title of the object.
    var objectTitle: String?

    /// The visualization.
    var objectType: String?

    /// The page (browser tab).
    var page: String?

    /// Number of the event on its page.
    var sequence: Int64?

    /// Beginning of a view or visit that the event reports.
    var begin: Int64?

    /// End of that view or visit.
    var end: Int64?

    /// Looking time of that view or visit in milliseconds.
    var milliseconds: Int64?

    /// Parts of that view.
    var segments: [ObjectView.Segment] = []

    /// State of the data.
    var dataState: Int64?

    /// Selections that the event reports; nil when it reports none.
    var selections: SelectionFacts?

    /// The data behind a chart.
    var data: DataFacts?

    /// What an inventory says of an app's objects: their titles; nil for other events.
    var inventory: InventoryFacts?
}
