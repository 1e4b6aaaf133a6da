extension AuditRow {
    private static let envelopeKeys = KeyList("eventId", "correlationId", "timestamp", "type", "payload")
    private static let payloadKeys = KeyList("context", "event")
    private static let contextKeys = KeyList("appId", "appName", "user", "sheetId", "sheetName")
    private static let eventKeys = KeyList(
        "screenshotUrl",
        "selectionTxnId",
        "details",
        "objectId",
        "enteredAt",
        "leftAt",
        "duration",
        "visible",
        "dataStateId",
        "objectData"
    )
    private static let objectTypeKey = JSONKey("objectType")
    private static let reducedDetailKeys = KeyList("qField", "qSelectedCount", "qSelected")

    /// Reads the row of an envelope.
    ///
    /// Bytes that aren't JSON give an empty row; those of an ``Envelope`` always are.
    ///
    /// - Parameters:
    ///   - bytes: The envelope as received.
    ///   - savedPaths: Paths of the event's stored screenshots.
    ///   - tags: The static tags.
    package init(envelope bytes: UnsafeRawBufferPointer, savedPaths: [String], tags: StaticTags) {
        self.init(envelope: bytes, savedPaths: savedPaths, tags: tags, scanner: JSONScanner())
    }

    /// Reads the row of an envelope with a scanner that is used for many.
    package init(
        envelope bytes: UnsafeRawBufferPointer,
        savedPaths: [String],
        tags: StaticTags,
        scanner: JSONScanner
    ) {
        self.init(eventType: "unknown")
        // Only bytes that nobody validated fail here; their row stays empty by contract.
        let row = try? scanner.withDocument(of: bytes) { document in
            AuditRow(root: document.root, savedPaths: savedPaths, tags: tags)
        }
        self = row ?? self
    }

    /// Reads the row of an envelope that was scanned.
    package init(root: JSONValue, savedPaths: [String], tags: StaticTags) {
        self.init(eventType: "unknown")
        let envelope = MemberSlots(of: root, keys: AuditRow.envelopeKeys)
        eventID = AuditRow.coercedText(envelope[0])
        correlationID = AuditRow.coercedText(envelope[1])
        if let time = AuditRow.coercedText(envelope[2]).flatMap({ UTCTime(dateTime: $0) }) {
            timestampMilliseconds = time.milliseconds
            date = time.dateText
        }
        eventType = AuditRow.coercedText(envelope[3]) ?? "unknown"
        if let payload = envelope[4] {
            let parts = MemberSlots(of: payload, keys: AuditRow.payloadKeys)
            if let context = parts[0] { readContext(context) }
            if let event = parts[1] { readEvent(event) }
        }
        if !savedPaths.isEmpty { screenshotSavedPaths = AuditRow.arrayText(savedPaths) }
        self.tags = tags.jsonText
    }

    private mutating func readContext(_ context: JSONValue) {
        let slots = MemberSlots(of: context, keys: AuditRow.contextKeys)
        appID = AuditRow.text(slots[0])
        appName = AuditRow.text(slots[1])
        let identity = UserIdentity(AuditRow.text(slots[2]))
        user = identity.user
        userDirectory = identity.directory
        userID = identity.id
        sheetID = AuditRow.text(slots[3])
        sheetName = AuditRow.text(slots[4])
    }

    private mutating func readEvent(_ event: JSONValue) {
        let slots = MemberSlots(of: event, keys: AuditRow.eventKeys)
        screenshotURL = AuditRow.text(slots[0])
        selectionTxnID = AuditRow.text(slots[1])
        if eventType == EventType.selectionStateChanged.name { selectionDetails = AuditRow.reducedDetails(slots[2]) }
        objectID = AuditRow.text(slots[3])
        enteredAt = AuditRow.text(slots[4])
        leftAt = AuditRow.text(slots[5])
        durationMilliseconds = AuditRow.integer(slots[6])
        visible = slots[7]?.boolean
        dataStateID = AuditRow.integer(slots[8])
        if let data = slots[9], data.kind == .object || data.kind == .array {
            objectType = AuditRow.text(data[AuditRow.objectTypeKey])
            var writer = JSONWriter()
            writer.value(data)
            objectData = writer.text
        }
    }

    /// A row without anything but a type.
    private init(eventType: String) {
        self.eventType = eventType
    }

    /// A string of at least one character.
    private static func text(_ value: JSONValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return text
    }

    /// A field of the envelope after coercion, at least one character.
    private static func coercedText(_ value: JSONValue?) -> String? {
        guard let text = value.flatMap({ CoercedScalar($0) })?.text, !text.isEmpty else { return nil }
        return text
    }

    /// A number that is an integer, or a string of digits with an optional minus; nil beyond 64 bits.
    private static func integer(_ value: JSONValue?) -> Int64? {
        guard let value else { return nil }
        if value.kind == .number { return value.exactInteger }
        guard let text = value.string, text.utf8.first != UInt8(ascii: "+") else { return nil }
        return Int64(text)
    }

    private static func arrayText(_ strings: [String]) -> String {
        var writer = JSONWriter()
        writer.beginArray()
        for string in strings { writer.string(string) }
        writer.endArray()
        return writer.text
    }

    /// The selections reduced to what is stored; a key that an entry lacks is left out.
    private static func reducedDetails(_ details: JSONValue?) -> String? {
        guard let details, details.kind == .array else { return nil }
        var writer = JSONWriter()
        var isEmpty = true
        writer.beginArray()
        for entry in details.elements {
            isEmpty = false
            let slots = MemberSlots(of: entry, keys: reducedDetailKeys)
            writer.beginObject()
            for index in 0..<reducedDetailKeys.count {
                guard let value = slots[index] else { continue }
                writer.key(reducedDetailKeys[index].text.description)
                writer.value(value)
            }
            writer.endObject()
        }
        writer.endArray()
        return isEmpty ? nil : writer.text
    }
}
