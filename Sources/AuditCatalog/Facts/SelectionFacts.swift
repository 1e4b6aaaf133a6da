import AuditEvents
import Crypto

/// The selections that one event reports, bounded, with the digest under which equal ones are stored once.
struct SelectionFacts: Sendable, Hashable {
    /// Fields that are kept.
    static let maximumFields = 500
    /// Bytes of the values of one field that are kept.
    static let maximumValueBytes = 4_000
    /// Bytes of all texts that are kept.
    static let maximumBytes = 64 << 10

    /// The fields in the order of the event.
    let fields: [SelectedField]

    private static let field = JSONKey("qField")
    private static let selected = JSONKey("qSelected")
    private static let count = JSONKey("qSelectedCount")
    private static let state = JSONKey("qStateName")
    private static let locked = JSONKey("qLocked")

    /// Reads `details`; nil when that is no array.
    init?(_ details: JSONValue?) {
        guard let details, details.kind == .array else { return nil }
        var fields: [SelectedField] = []
        var bytes = 0
        for item in details.elements {
            guard fields.count < Self.maximumFields, bytes < Self.maximumBytes else { break }
            guard let name = CatalogText.text(item[Self.field]) else { continue }
            let values = CatalogText.cut(item[Self.selected]?.string ?? "", to: Self.maximumValueBytes)
            let state = CatalogText.text(item[Self.state])
            bytes += name.utf8.count + values.utf8.count
            fields.append(
                SelectedField(
                    field: name,
                    values: values,
                    count: item[Self.count]?.exactInteger,
                    state: state == "$" ? nil : state,
                    isLocked: item[Self.locked]?.boolean ?? false
                )
            )
        }
        self.fields = fields
    }

    /// Names equal selections.
    var digest: ContentDigest { ContentDigest(of: stored) }

    /// The form in which selections are kept: a JSON array of objects with short keys.
    var stored: [UInt8] {
        var json = JSONWriter()
        json.beginArray()
        for field in fields {
            json.beginObject()
            json.write("f", field.field)
            json.write("v", field.values)
            if let count = field.count {
                json.key("n")
                json.integer(count)
            }
            if let state = field.state { json.write("s", state) }
            if field.isLocked { json.write("l", true) }
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }

    private static let storedField = JSONKey("f")
    private static let storedValues = JSONKey("v")
    private static let storedCount = JSONKey("n")
    private static let storedState = JSONKey("s")
    private static let storedLock = JSONKey("l")

    /// Reads what ``stored`` wrote; empty for anything else.
    static func fields(stored: some Sequence<UInt8>) -> [SelectedField] {
        let bytes = Array(stored)
        let fields = bytes.withUnsafeBytes { bytes in
            // Only bytes that this type did not write fail here, and they say nothing.
            try? JSONScanner().withDocument(of: bytes) { document in
                document.root.elements.map { item in
                    SelectedField(
                        field: item[storedField]?.string ?? "",
                        values: item[storedValues]?.string ?? "",
                        count: item[storedCount]?.exactInteger,
                        state: item[storedState]?.string,
                        isLocked: item[storedLock]?.boolean ?? false
                    )
                }
            }
        }
        return fields ?? []
    }

    /// What can be found of them.
    var document: SearchDocument {
        var document = SearchDocument()
        for field in fields {
            document.addLabel(field.field)
            document.addValue(field.values)
            let parts = field.values.split(separator: ", ")
            if parts.count > 1 { for part in parts { document.addValue(String(part)) } }
        }
        return document
    }

    /// One line for lists, such as `Plant: Aarhus, Bergen; Quarter: 2026-Q3`.
    static func line(_ fields: [SelectedField]) -> String {
        CatalogText.cut(fields.map { "\($0.field): \($0.values)" }.joined(separator: "; "))
    }
}
