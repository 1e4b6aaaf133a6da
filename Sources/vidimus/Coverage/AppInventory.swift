import AuditEvents

/// What an extension said of an app: its sheets, its charts, and which of them it audits.
///
/// Read from `payload.event` of `event.coverage.inventory`. A long inventory comes in several events, its parts.
struct AppInventory {
    /// Name of the event that carries one.
    static let eventType = "event.coverage.inventory"

    /// Sheets that are kept of one inventory.
    static let maximumSheets = 1_000
    /// Charts that are kept of one inventory.
    static let maximumObjects = 20_000
    /// Parts that one inventory may have.
    static let maximumParts: Int64 = 64

    /// When the newest of its parts was received, in milliseconds since 1970 UTC.
    private(set) var receivedAtMilliseconds: Int64

    /// What the extension audits: `app`, `sheet`, or nil when it said neither.
    let scope: String?

    /// How many parts there are in all.
    let partCount: Int

    /// Which of them are here, counted from 1.
    private(set) var parts: Set<Int>

    /// The sheets in the order of the app.
    private(set) var sheets: [InventorySheet]

    /// Whether the extension could read everything.
    private var saysComplete: Bool

    /// Whether something was left out here, at one of the bounds.
    private(set) var isCut: Bool

    private static let scope = JSONKey("scope")
    private static let complete = JSONKey("complete")
    private static let sheets = JSONKey("sheets")
    private static let part = JSONKey("part")
    private static let partsTotal = JSONKey("parts")

    /// Reads `payload.event`; nil when it lists no sheets or names a part that can't be.
    init?(_ event: JSONValue, receivedAtMilliseconds: Int64) {
        guard let list = event[Self.sheets], list.kind == .array else { return nil }
        let total = event[Self.partsTotal].map { $0.exactInteger } ?? 1
        let part = event[Self.part].map { $0.exactInteger } ?? 1
        guard let total, let part, (1...Self.maximumParts).contains(total), (1...total).contains(part) else {
            return nil
        }
        self.receivedAtMilliseconds = receivedAtMilliseconds
        scope = event[Self.scope]?.string.flatMap { $0 == "app" || $0 == "sheet" ? $0 : nil }
        partCount = Int(total)
        parts = [Int(part)]
        saysComplete = event[Self.complete]?.boolean ?? false
        sheets = []
        isCut = false
        for value in list.elements {
            guard sheets.count < Self.maximumSheets, objectCount < Self.maximumObjects else {
                isCut = true
                break
            }
            guard let sheet = InventorySheet(value, room: Self.maximumObjects - objectCount) else { continue }
            add(sheet)
        }
        if objectCount >= Self.maximumObjects { isCut = true }
    }

    /// Whether all parts are here.
    var isWhole: Bool { parts.count == partCount }

    /// Whether it names everything that the app has.
    var isComplete: Bool { isWhole && saysComplete && !isCut }

    /// How many charts there are.
    private(set) var objectCount = 0

    /// How many charts are audited.
    var auditedCount: Int { sheets.reduce(0) { $0 + $1.auditedCount } }

    /// Takes in another part of the same inventory.
    ///
    /// Sheets keep the order in which parts come, as an extension sends them in order.
    mutating func merge(_ other: AppInventory) {
        precondition(other.partCount == partCount && parts.isDisjoint(with: other.parts), "it is another part")
        receivedAtMilliseconds = max(receivedAtMilliseconds, other.receivedAtMilliseconds)
        parts.formUnion(other.parts)
        saysComplete = saysComplete && other.saysComplete
        isCut = isCut || other.isCut
        for sheet in other.sheets {
            guard sheets.count < Self.maximumSheets, objectCount + sheet.objects.count <= Self.maximumObjects else {
                isCut = true
                return
            }
            add(sheet)
        }
    }

    /// A sheet may be split over parts, and a page may name one twice.
    private mutating func add(_ sheet: InventorySheet) {
        objectCount += sheet.objects.count
        if let index = sheets.firstIndex(where: { $0.id == sheet.id }) {
            sheets[index].objects += sheet.objects
        } else {
            sheets.append(sheet)
        }
    }
}
