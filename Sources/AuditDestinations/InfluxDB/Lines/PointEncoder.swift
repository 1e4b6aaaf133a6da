import AuditEvents
import AuditJournal

/// Turns records into lines with Butler SOS's measurement, tags, fields and types; one owner, as it reuses a scanner.
package struct PointEncoder {
    private static let timestampKey = JSONKey("timestamp")
    private static let payloadKey = JSONKey("payload")
    private static let eventKey = JSONKey("event")
    private static let durationKey = JSONKey("duration")
    private static let dataStateKey = JSONKey("dataStateId")
    private static let enterTransactionKey = JSONKey("enterSelectionTxnId")
    private static let leaveTransactionKey = JSONKey("leaveSelectionTxnId")

    private let layout: InfluxDBLayout
    private let tagging: InfluxDBTagging
    private let writer: LineWriter
    private let scanner = JSONScanner()

    /// Encodes for one measurement of one kind of database.
    package init(layout: InfluxDBLayout, tagging: InfluxDBTagging, dialect: LineDialect) {
        self.layout = layout
        self.tagging = tagging
        writer = LineWriter(dialect)
    }

    /// Returns the line of an event; fails for bytes that are no JSON, which no validated envelope has.
    package func point(of event: DeliveredEvent) -> Result<EncodedPoint, JSONSyntaxError> {
        event.record.bytes.withUnsafeBytes { bytes in
            do throws(JSONSyntaxError) {
                return .success(try scanner.withDocument(of: bytes) { point(of: $0.root, event) })
            } catch {
                return .failure(error)
            }
        }
    }

    private func point(of envelope: JSONValue, _ delivered: DeliveredEvent) -> EncodedPoint {
        let record = delivered.record
        let row = AuditRow(root: envelope, savedPaths: delivered.savedPaths, tags: .none)
        let event = envelope[Self.payloadKey]?[Self.eventKey]
        let time = PointTime(
            eventMilliseconds: row.timestampMilliseconds,
            receivedMilliseconds: record.facts.receivedAtMilliseconds,
            offset: record.offset
        )
        var point = LinePoint(measurement: layout.measurement, nanoseconds: time.nanoseconds)
        setTags(row, of: &point)
        if tagging == .bounded { addIdentifiers(row, to: &point) }
        addFields(row, event, to: &point)
        addOwnFields(record, to: &point)
        if time.isReceiveTime { point.addField("sentTimestamp", text: envelope[Self.timestampKey]?.string) }
        return EncodedPoint(offset: delivered.position, line: writer.line(point))
    }

    /// Static tags replace built-in columns of the same name; only the object type comes after them.
    private func setTags(_ row: AuditRow, of point: inout LinePoint) {
        point.setTag("eventType", row.eventType)
        point.setTag("auditEventSchemaVersion", layout.schemaVersion)
        if tagging == .compat {
            point.setTag("eventId", row.eventID)
            point.setTag("correlationId", row.correlationID)
            point.setTag("selectionTxnId", row.selectionTxnID)
        }
        point.setTag("user", row.user)
        point.setTag("userDirectory", row.userDirectory)
        point.setTag("userId", row.userID)
        point.setTag("appId", row.appID)
        point.setTag("appName", row.appName)
        for tag in layout.staticTags.tags { point.setTag(tag.name, tag.value) }
        point.setTag("objectType", row.objectType)
    }

    private func addIdentifiers(_ row: AuditRow, to point: inout LinePoint) {
        point.addField("eventId", text: row.eventID)
        point.addField("correlationId", text: row.correlationID)
        point.addField("selectionTxnId", text: row.selectionTxnID)
    }

    private func addFields(_ row: AuditRow, _ event: JSONValue?, to point: inout LinePoint) {
        point.addField("sheetId", text: row.sheetID)
        point.addField("sheetName", text: row.sheetName)
        point.addField("objectId", text: row.objectID)
        point.addField("durationMs", Self.number(event?[Self.durationKey]))
        point.addField("visible", row.visible.map { .boolean($0) })
        point.addField("enteredAt", text: row.enteredAt)
        point.addField("leftAt", text: row.leftAt)
        point.addField("enterSelectionTxnId", text: event?[Self.enterTransactionKey]?.string)
        point.addField("leaveSelectionTxnId", text: event?[Self.leaveTransactionKey]?.string)
        point.addField("dataStateId", Self.number(event?[Self.dataStateKey]))
        point.addField("selectionDetails", text: row.selectionDetails)
        point.addField("screenshotUrl", text: row.screenshotURL)
        point.addField("screenshotSavedPaths", text: row.screenshotSavedPaths)
        point.addField("objectData", text: row.objectData)
    }

    /// What Butler SOS doesn't have; the offset is always there, so that no point is ever without a field.
    private func addOwnFields(_ record: JournalRecord, to point: inout LinePoint) {
        point.addField("receivedAt", text: UTCTime(milliseconds: record.facts.receivedAtMilliseconds).iso8601)
        point.addField("clientAddress", text: record.facts.clientAddress)
        var name = "offset"
        while point.tags.contains(where: { $0.key == name }) { name += "_" }
        point.addField(name, .number(Double(record.offset.rawValue)))
    }

    /// Unlike the columns of files, fields take fractions, and no digits in strings.
    private static func number(_ value: JSONValue?) -> LineFieldValue? {
        guard let number = value?.double, number.isFinite else { return nil }
        return .number(number)
    }
}
