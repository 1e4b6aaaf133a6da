import AuditEvents

/// What an inventory tells of one app: its sheets and objects with titles, and which of them are audited.
struct InventoryFacts: Sendable, Hashable {
    /// One sheet.
    struct Sheet: Sendable, Hashable {
        let id: String
        let title: String?
        let hostsExtension: Bool
        var objects: [Object]
    }

    /// One chart.
    struct Object: Sendable, Hashable {
        let id: String
        let type: String?
        let title: String?
        let isAudited: Bool
        let reason: String?
    }

    /// Name of the event that carries one.
    static let eventType = "event.coverage.inventory"
    /// Parts that one inventory may have.
    static let maximumParts: Int64 = 64
    /// Sheets that are kept of one part.
    static let maximumSheets = 1_000
    /// Charts that are kept of one part.
    static let maximumObjects = 20_000

    /// Number of the part, counted from 1.
    let part: Int64
    /// Parts in all.
    let parts: Int64
    /// What the extension audits: `app`, `sheet`, or nil.
    let scope: String?
    /// Whether the extension could read everything, and nothing was left out here.
    let isComplete: Bool
    /// The sheets in the order of the app.
    let sheets: [Sheet]
    /// The sheets as they were sent, in JSON.
    let json: [UInt8]

    private static let sheets = JSONKey("sheets")
    private static let part = JSONKey("part")
    private static let parts = JSONKey("parts")
    private static let scope = JSONKey("scope")
    private static let complete = JSONKey("complete")
    private static let id = JSONKey("id")
    private static let title = JSONKey("title")
    private static let hosts = JSONKey("hosts")
    private static let objects = JSONKey("objects")
    private static let type = JSONKey("type")
    private static let audited = JSONKey("audited")
    private static let why = JSONKey("why")

    /// Reads `payload.event`; nil when it lists no sheets or names a part that can't be.
    init?(_ event: JSONValue) {
        guard let list = event[Self.sheets], list.kind == .array else { return nil }
        let parts = event[Self.parts].map { $0.exactInteger } ?? 1
        let part = event[Self.part].map { $0.exactInteger } ?? 1
        guard let parts, let part, (1...Self.maximumParts).contains(parts), (1...parts).contains(part) else {
            return nil
        }
        self.part = part
        self.parts = parts
        scope = event[Self.scope]?.string.flatMap { $0 == "app" || $0 == "sheet" ? $0 : nil }
        let (sheets, isCut) = Self.sheets(list)
        self.sheets = sheets
        isComplete = (event[Self.complete]?.boolean ?? false) && !isCut
        json = Array(list.rawBytes)
    }

    /// Reads sheets that were kept as JSON.
    static func sheets(json: [UInt8]) -> [Sheet] {
        let read = json.withUnsafeBytes { bytes in
            // Only bytes that were no array when they came fail here.
            try? JSONScanner().withDocument(of: bytes) { Self.sheets($0.root).sheets }
        }
        return read ?? []
    }

    private static func sheets(_ list: JSONValue) -> (sheets: [Sheet], isCut: Bool) {
        var sheets: [Sheet] = []
        var count = 0
        for value in list.elements {
            guard sheets.count < maximumSheets else { return (sheets, true) }
            guard let id = CatalogText.text(value[id]) else { continue }
            var sheet = Sheet(
                id: id,
                title: CatalogText.text(value[title]),
                hostsExtension: value[hosts]?.boolean ?? false,
                objects: []
            )
            if let elements = value[objects]?.elements {
                for element in elements {
                    guard count < maximumObjects else { return (sheets + [sheet], true) }
                    guard let object = object(element) else { continue }
                    sheet.objects.append(object)
                    count += 1
                }
            }
            sheets.append(sheet)
        }
        return (sheets, false)
    }

    private static func object(_ value: JSONValue) -> Object? {
        guard let id = CatalogText.text(value[id]) else { return nil }
        let isAudited = value[audited]?.boolean ?? false
        return Object(
            id: id,
            type: CatalogText.text(value[type]),
            title: CatalogText.text(value[title]),
            isAudited: isAudited,
            reason: isAudited ? nil : CatalogText.text(value[why])
        )
    }
}
