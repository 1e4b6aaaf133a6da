import AuditEvents

/// A sheet of an inventory.
struct InventorySheet {
    /// Id of the sheet.
    let id: String

    /// Title as shown; nil when the extension could not tell.
    let title: String?

    /// Whether the extension's own object stands on it.
    let hostsExtension: Bool

    /// Its charts.
    var objects: [InventoryObject]

    private static let id = JSONKey("id")
    private static let title = JSONKey("title")
    private static let hosts = JSONKey("hosts")
    private static let objects = JSONKey("objects")

    /// Reads one element of `sheets` with at most `room` objects; nil without an id.
    init?(_ value: JSONValue, room: Int) {
        guard let id = InventoryText.id(value[Self.id]) else { return nil }
        self.id = id
        title = InventoryText.text(value[Self.title])
        hostsExtension = value[Self.hosts]?.boolean ?? false
        let elements = value[Self.objects]?.elements
        objects = elements.map { Array($0.lazy.compactMap(InventoryObject.init).prefix(room)) } ?? []
    }

    /// How many objects are audited.
    var auditedCount: Int { objects.count { $0.isAudited } }
}
