import AuditEvents
import AuditJournal

/// Which sheets and charts of an app are audited, and which never were: the newest inventory against the events.
package struct CoverageReport: Sendable, Hashable {
    /// The app.
    package let app: NamedThing

    /// People of the app in all events.
    package let people: Int

    /// When the newest inventory was received; nil when no extension sent one.
    package let inventoryReceived: UTCTime?

    /// The event with that inventory.
    package let inventoryEvidence: JournalOffset?

    /// What the extension audits: `app`, `sheet`, or nil when it said neither.
    package let scope: String?

    /// Whether the inventory names everything that the app has.
    package let isComplete: Bool

    /// The sheets of the inventory in its order.
    package let sheets: [SheetCoverage]

    /// Sheets that were opened and that the inventory does not name.
    package let sheetsBeyondInventory: [SheetCoverage]

    /// Puts a report together.
    package init(
        app: NamedThing,
        people: Int,
        inventoryReceived: UTCTime?,
        inventoryEvidence: JournalOffset?,
        scope: String?,
        isComplete: Bool,
        sheets: [SheetCoverage],
        sheetsBeyondInventory: [SheetCoverage]
    ) {
        self.app = app
        self.people = people
        self.inventoryReceived = inventoryReceived
        self.inventoryEvidence = inventoryEvidence
        self.scope = scope
        self.isComplete = isComplete
        self.sheets = sheets
        self.sheetsBeyondInventory = sheetsBeyondInventory
    }
}
