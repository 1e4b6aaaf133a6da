import AuditEvents
import AuditJournal

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Turns records into the files that Butler SOS would write; one owner, because it reuses its scanners.
struct ObjectDataRenderer {
    private static let timestampKey = JSONKey("timestamp")
    private static let payloadKey = JSONKey("payload")
    private static let eventKey = JSONKey("event")
    private static let durationKey = JSONKey("duration")
    private static let dataStateKey = JSONKey("dataStateId")
    private static let objectDataKey = JSONKey("objectData")

    private let tags: StaticTags
    private let scanner = JSONScanner()
    /// For texts inside the row, while `scanner` still holds the envelope.
    private let innerScanner = JSONScanner()

    init(tags: StaticTags) {
        self.tags = tags
    }

    /// Returns the file of an event, or nil when the event carries no object data.
    ///
    /// Fails for bytes that are no JSON, which no validated envelope has.
    func file(for event: DeliveredEvent) -> Result<ObjectDataFile?, JSONSyntaxError> {
        event.record.bytes.withUnsafeBytes { bytes in
            guard Self.mayHaveObjectData(bytes) else { return .success(nil) }
            return Self.scan(bytes, with: scanner) { document in file(for: document.root, event) }
        }
    }

    /// Whether the key can stand in the text, also written with escapes; most events don't have it and are passed by.
    private static func mayHaveObjectData(_ bytes: UnsafeRawBufferPointer) -> Bool {
        // "D" is rare in such texts, and `memchr` is fast.
        contains(bytes, "objectData", lookingFor: 6) || contains(bytes, "\\u", lookingFor: 0)
    }

    /// Whether `text` occurs; `index` is that of its rarest byte.
    private static func contains(
        _ bytes: UnsafeRawBufferPointer,
        _ text: StaticString,
        lookingFor index: Int
    ) -> Bool {
        guard let start = bytes.baseAddress else { return false }
        let count = text.utf8CodeUnitCount
        var position = index
        while position + count - index <= bytes.count,
            let found = memchr(start + position, Int32(text.utf8Start[index]), bytes.count - position)
        {
            let begin = UnsafeRawPointer(found) - start - index
            if begin + count <= bytes.count, memcmp(start + begin, text.utf8Start, count) == 0 { return true }
            position = begin + index + 1
        }
        return false
    }

    /// Keeps the typed error out of the closures of the standard library.
    private static func scan<Value>(
        _ bytes: UnsafeRawBufferPointer,
        with scanner: JSONScanner,
        _ body: (JSONDocument) -> Value
    ) -> Result<Value, JSONSyntaxError> {
        do throws(JSONSyntaxError) {
            return .success(try scanner.withDocument(of: bytes, body))
        } catch {
            return .failure(error)
        }
    }

    private func file(for envelope: JSONValue, _ delivered: DeliveredEvent) -> ObjectDataFile? {
        let event = envelope[Self.payloadKey]?[Self.eventKey]
        guard let event, let objectData = event[Self.objectDataKey],
            objectData.kind == .object || objectData.kind == .array
        else { return nil }
        let row = AuditRow(root: envelope, savedPaths: delivered.savedPaths, tags: tags)
        let timestamp = envelope[Self.timestampKey]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let name = ObjectDataName(
            timestamp: timestamp,
            timestampMilliseconds: row.timestampMilliseconds,
            receivedMilliseconds: delivered.record.facts.receivedAtMilliseconds,
            eventID: row.eventID,
            correlationID: row.correlationID
        )
        var writer = JSONWriter(.indented)
        writer.beginObject()
        write(row, timestamp: timestamp, event: event, to: &writer)
        writer.key("objectData")
        writer.value(objectData)
        let tagsStart = writer.bytes.count
        writeTags(to: &writer)
        writer.endObject()
        return ObjectDataFile(stem: name.stem, bytes: writer.bytes, tagsStart: tagsStart)
    }

    /// Writes the members before `objectData`; their order is part of the format.
    private func write(_ row: AuditRow, timestamp: String?, event: JSONValue, to writer: inout JSONWriter) {
        Self.write("eventId", row.eventID, to: &writer)
        Self.write("correlationId", row.correlationID, to: &writer)
        Self.write("timestamp", timestamp, to: &writer)
        Self.write("eventType", row.eventType, to: &writer)
        Self.write("user", row.user, to: &writer)
        Self.write("userDirectory", row.userDirectory, to: &writer)
        Self.write("userId", row.userID, to: &writer)
        Self.write("appId", row.appID, to: &writer)
        Self.write("appName", row.appName, to: &writer)
        Self.write("sheetId", row.sheetID, to: &writer)
        Self.write("sheetName", row.sheetName, to: &writer)
        Self.write("objectId", row.objectID, to: &writer)
        Self.write("objectType", row.objectType, to: &writer)
        Self.write("selectionTxnId", row.selectionTxnID, to: &writer)
        Self.writeNumber("durationMs", event[Self.durationKey], to: &writer)
        writer.key("visible")
        if let visible = row.visible { writer.boolean(visible) } else { writer.null() }
        Self.write("enteredAt", row.enteredAt, to: &writer)
        Self.write("leftAt", row.leftAt, to: &writer)
        Self.writeNumber("dataStateId", event[Self.dataStateKey], to: &writer)
        Self.write("screenshotUrl", row.screenshotURL, to: &writer)
        writeJSON("screenshotSavedPaths", row.screenshotSavedPaths, to: &writer)
        writeJSON("selectionDetails", row.selectionDetails, to: &writer)
    }

    private static func write(_ key: String, _ text: String?, to writer: inout JSONWriter) {
        writer.key(key)
        if let text { writer.string(text) } else { writer.null() }
    }

    /// Unlike the columns of a row, the files take fractions, and no digits in strings.
    private static func writeNumber(_ key: String, _ value: JSONValue?, to writer: inout JSONWriter) {
        writer.key(key)
        if let value, let number = value.double, number.isFinite { writer.value(value) } else { writer.null() }
    }

    /// Writes JSON that the row has as compact text, laid out like the rest.
    private func writeJSON(_ key: String, _ text: String?, to writer: inout JSONWriter) {
        writer.key(key)
        guard let text else { return writer.null() }
        let written = Array(text.utf8).withUnsafeBytes { bytes in
            Self.scan(bytes, with: innerScanner) { writer.value($0.root) }
        }
        if case .failure(let error) = written { preconditionFailure("a row holds valid JSON: \(error)") }
    }

    private func writeTags(to writer: inout JSONWriter) {
        writer.key("tags")
        guard !tags.tags.isEmpty else { return writer.null() }
        writer.beginObject()
        for tag in tags.tags { Self.write(tag.name, tag.value, to: &writer) }
        writer.endObject()
    }
}
