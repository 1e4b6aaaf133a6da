import AuditEvents

/// A chart of an inventory: what an extension knew of it.
struct InventoryObject {
    /// Id of the object in its app.
    let id: String

    /// The visualization, such as `barchart`; nil when the extension could not tell.
    let type: String?

    /// Title as shown; nil when it has none.
    let title: String?

    /// Whether the extension would record who looks at it.
    let isAudited: Bool

    /// Why it would not, such as `excluded-type`; nil when it would, or when the extension gave no reason.
    let reason: String?

    private static let id = JSONKey("id")
    private static let type = JSONKey("type")
    private static let title = JSONKey("title")
    private static let audited = JSONKey("audited")
    private static let why = JSONKey("why")

    /// Reads one element of a sheet's `objects`; nil without an id, because nothing can be said of it.
    init?(_ value: JSONValue) {
        guard let id = InventoryText.id(value[Self.id]) else { return nil }
        self.id = id
        type = InventoryText.text(value[Self.type])
        title = InventoryText.text(value[Self.title])
        isAudited = value[Self.audited]?.boolean ?? false
        reason = isAudited ? nil : InventoryText.text(value[Self.why])
    }
}
