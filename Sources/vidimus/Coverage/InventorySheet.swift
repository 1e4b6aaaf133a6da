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
        objects = (value[Self.objects]?.elements).map { $0.lazy.compactMap(InventoryObject.init).prefixed(room) } ?? []
    }

    /// How many objects are audited.
    var auditedCount: Int { objects.count { $0.isAudited } }
}

extension Sequence {
    /// The first `count` elements, without looking at more.
    func prefixed(_ count: Int) -> [Element] {
        var elements: [Element] = []
        guard count > 0 else { return elements }
        for element in self {
            elements.append(element)
            if elements.count == count { break }
        }
        return elements
    }
}
