/// The envelope's own fields, found and checked against the envelope schema.
struct EnvelopeFields {
    private static let keys = KeyList(
        "schemaVersion",
        "eventId",
        "correlationId",
        "timestamp",
        "type",
        "source",
        "payload"
    )
    private static let sourceKeys = KeyList("kind", "name", "version")
    private static let requiredSlots = [0, 1, 3, 4, 6]
    /// The one sender that is known.
    private static let allowedKind = "qlik-sense-extension"
    private static let allowedName = "audit-qs"
    private static let kindKey = JSONKey("qlik-sense-extension")
    private static let nameKey = JSONKey("audit-qs")

    private(set) var eventID: CoercedScalar?
    private(set) var correlationID: CoercedScalar?
    private(set) var type: CoercedScalar?
    private(set) var sourceVersion: CoercedScalar?
    private(set) var payload: JSONValue?
    private(set) var collector = ViolationCollector()

    /// Reads and checks the fields of a root value; the collector has what is wrong, in Ajv's order.
    init(_ root: JSONValue) {
        guard root.kind == .object else {
            collector.addWrongType(["object"], at: .root)
            return
        }
        let slots = MemberSlots(of: root, keys: EnvelopeFields.keys)
        for slot in EnvelopeFields.requiredSlots where slots[slot] == nil {
            collector.addMissing(EnvelopeFields.keys[slot].text, at: .root)
        }
        if let value = slots[0] { checkSchemaVersion(value) }
        if let value = slots[1] { eventID = text(value, minimumLength: 1, at: .root.member("eventId")) }
        if let value = slots[2] { correlationID = text(value, minimumLength: 0, at: .root.member("correlationId")) }
        if let value = slots[3] { checkTimestamp(value) }
        if let value = slots[4] { type = text(value, minimumLength: 1, at: .root.member("type")) }
        if let value = slots[5] { checkSource(value) }
        if let value = slots[6] {
            payload = value
            if value.kind != .object { collector.addWrongType(["object"], at: .root.member("payload")) }
        }
    }

    private mutating func checkSchemaVersion(_ value: JSONValue) {
        guard let version = CoercedScalar.integer(value) else {
            collector.addWrongType(["integer"], at: .root.member("schemaVersion"))
            return
        }
        if version < 1 { collector.addOutOfBounds("minimum", ">=", 1, at: .root.member("schemaVersion")) }
    }

    private mutating func checkTimestamp(_ value: JSONValue) {
        guard let text = text(value, minimumLength: 0, at: .root.member("timestamp")) else { return }
        if text.withUTF8({ UTCTime(dateTime: $0) }) == nil {
            collector.addWrongFormat("date-time", at: .root.member("timestamp"))
        }
    }

    private mutating func checkSource(_ source: JSONValue) {
        guard source.kind == .object else {
            collector.addWrongType(["object"], at: .root.member("source"))
            return
        }
        let slots = MemberSlots(of: source, keys: EnvelopeFields.sourceKeys)
        if let kind = slots[0], !kind.isString(equalTo: EnvelopeFields.kindKey) {
            checkConstant(kind, EnvelopeFields.allowedKind, at: .root.member("source").member("kind"))
        }
        if let name = slots[1], !name.isString(equalTo: EnvelopeFields.nameKey) {
            checkConstant(name, EnvelopeFields.allowedName, at: .root.member("source").member("name"))
        }
        if let version = slots[2] {
            sourceVersion = text(version, minimumLength: 1, at: .root.member("source").member("version"))
        }
    }

    private mutating func checkConstant(_ value: JSONValue, _ allowed: String, at place: ViolationCollector.Place) {
        guard let text = text(value, minimumLength: 0, at: place) else { return }
        if text.text != allowed { collector.addNotAllowed([allowed], at: place) }
    }

    @inline(__always)
    private mutating func text(
        _ value: JSONValue,
        minimumLength: Int,
        at place: @autoclosure () -> ViolationCollector.Place
    ) -> CoercedScalar? {
        guard let text = CoercedScalar(value) else {
            collector.addWrongType(["string"], at: place())
            return nil
        }
        if minimumLength > 0, text.isEmpty { collector.addTooShort(minimumLength, at: place()) }
        return text
    }
}
