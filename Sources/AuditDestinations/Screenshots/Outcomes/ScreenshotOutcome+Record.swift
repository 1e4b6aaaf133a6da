import AuditEvents
import AuditJournal

extension ScreenshotOutcome {
    /// Begins the types of all outcome records.
    package static let typePrefix = "screenshot."

    private static let eventOffsetKey = JSONKey("eventOffset")
    private static let eventIDKey = JSONKey("eventId")
    private static let writesRowKey = JSONKey("writesRow")
    private static let attemptsKey = JSONKey("attempts")
    private static let pictureKey = JSONKey("picture")
    private static let widthKey = JSONKey("width")
    private static let heightKey = JSONKey("height")
    private static let originalKey = JSONKey("original")
    private static let metadataKey = JSONKey("metadataPicture")
    private static let pathsKey = JSONKey("savedPaths")
    private static let problemsKey = JSONKey("problems")
    private static let reasonKey = JSONKey("reason")
    private static let messageKey = JSONKey("message")

    /// Type of the record.
    package var type: String {
        switch result {
        case .pending: "screenshot.pending"
        case .stored: "screenshot.stored"
        case .lost: "screenshot.lost"
        }
    }

    /// The record to append; `id` must be new.
    package func record(id: EventID) -> OwnRecord {
        var json = JSONWriter()
        json.beginObject()
        json.key("eventOffset")
        json.integer(Int64(event.rawValue))
        json.key("eventId")
        json.string(eventID.description)
        json.key("writesRow")
        json.boolean(writesRow)
        json.key("attempts")
        json.integer(Int64(attempts))
        switch result {
        case .pending: break
        case .stored(let evidence): Self.write(evidence, to: &json)
        case .lost(let loss):
            json.key("reason")
            json.string(loss.reason)
            json.key("message")
            json.string(loss.message)
        }
        json.endObject()
        return OwnRecord(id: id, type: type, bytes: json.bytes)
    }

    private static func write(_ evidence: ScreenshotEvidence, to json: inout JSONWriter) {
        json.key("picture")
        evidence.picture.write(to: &json)
        json.key("width")
        json.integer(Int64(evidence.width))
        json.key("height")
        json.integer(Int64(evidence.height))
        if let original = evidence.original {
            json.key("original")
            original.write(to: &json)
        }
        if let metadata = evidence.metadataPicture {
            json.key("metadataPicture")
            metadata.write(to: &json)
        }
        write("savedPaths", evidence.savedPaths, to: &json)
        write("problems", evidence.problems, to: &json)
    }

    private static func write(_ name: String, _ texts: [String], to json: inout JSONWriter) {
        json.key(name)
        json.beginArray()
        for text in texts { json.string(text) }
        json.endArray()
    }

    /// Reads an outcome record; nil for every other record and for one that says nothing usable.
    package init?(_ record: JournalRecord) {
        guard record.kind == .own, let type = record.ownType, type.hasPrefix(Self.typePrefix) else { return nil }
        let outcome = record.bytes.withUnsafeBytes { bytes -> ScreenshotOutcome? in
            // Only bytes that nobody wrote with this type fail here, and they say nothing.
            (try? JSONScanner().withDocument(of: bytes) { Self.read($0.root, type: type) }) ?? nil
        }
        guard let outcome else { return nil }
        self = outcome
    }

    private static func read(_ root: JSONValue, type: String) -> ScreenshotOutcome? {
        guard let offset = root[eventOffsetKey]?.exactInteger, offset >= 0,
            let id = root[eventIDKey]?.string.flatMap({ EventID($0) }),
            let writesRow = root[writesRowKey]?.boolean,
            let attempts = root[attemptsKey]?.exactInteger,
            let result = result(root, type: type)
        else { return nil }
        return ScreenshotOutcome(
            event: JournalOffset(UInt64(offset)),
            eventID: id,
            writesRow: writesRow,
            attempts: Int(attempts),
            result: result
        )
    }

    private static func result(_ root: JSONValue, type: String) -> Result? {
        switch type {
        case "screenshot.pending": return .pending
        case "screenshot.stored": return evidence(root).map { .stored($0) }
        case "screenshot.lost":
            guard let reason = root[reasonKey]?.string, let message = root[messageKey]?.string else { return nil }
            return .lost(ScreenshotLoss(reason: reason, message: message))
        default: return nil
        }
    }

    private static func evidence(_ root: JSONValue) -> ScreenshotEvidence? {
        guard let picture = StoredImage(root[pictureKey]),
            let width = root[widthKey]?.exactInteger,
            let height = root[heightKey]?.exactInteger
        else { return nil }
        return ScreenshotEvidence(
            picture: picture,
            width: Int(width),
            height: Int(height),
            original: StoredImage(root[originalKey]),
            metadataPicture: StoredImage(root[metadataKey]),
            savedPaths: texts(root[pathsKey]),
            problems: texts(root[problemsKey])
        )
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        guard let value, value.kind == .array else { return [] }
        var texts: [String] = []
        for element in value.elements {
            if let text = element.string { texts.append(text) }
        }
        return texts
    }
}
