import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting

/// Envelopes for the InfluxDB destination, and short ways to deliver them.
enum InfluxEvents {
    static let layout = InfluxDBLayout(measurement: "audit_event", schemaVersion: "1", staticTags: .none)

    /// Envelopes are one second apart, from 2026-03-08T16:46:21.181Z on.
    static func timestamp(_ number: Int) -> String {
        UTCTime(milliseconds: 1_772_988_381_181 + Int64(number) * 1_000).iso8601
    }

    /// A view of an object; every number has an id and a time of its own.
    static func view(_ number: Int, user: String = "LAB\\ann", timestamp: String? = nil, event: String = "") -> String {
        let id = EventID(high: 0x165c_9558_abcd_4234, low: UInt64(number))
        return """
            {"eventId":"\(id)","correlationId":"c\(number)","timestamp":"\(timestamp ?? self.timestamp(number))",\
            "type":"object.view.duration","payload":{"context":{"appId":"app1","appName":"My, App","sheetId":"s1",\
            "user":\(quoted(user))},"event":{"objectId":"obj\(number % 7)","duration":12.5,"visible":false,\
            "dataStateId":0\(event.isEmpty ? "" : ",\(event)")}}}
            """
    }

    /// A text as JSON.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// A record of an envelope at an offset.
    static func record(_ json: String, offset: UInt64 = 7, receivedAtMilliseconds: Int64 = 1_772_988_400_000)
        -> JournalRecord
    {
        let facts = ReceptionFacts(receivedAtMilliseconds: receivedAtMilliseconds, clientAddress: "10.0.0.9")
        let own = OwnRecord(id: EventID(high: 0, low: offset), type: "test", bytes: Array(json.utf8))
        let stored = JournalRecord(Submission(own, facts: facts), offset: JournalOffset(offset))
        return JournalRecord(
            offset: JournalOffset(offset),
            facts: facts,
            kind: .envelope,
            eventID: own.id,
            ownType: nil,
            bytes: Array(json.utf8),
            salt: stored.salt,
            erasedCommitment: nil
        )
    }

    /// The line of an envelope.
    static func line(
        _ json: String,
        tagging: InfluxDBTagging = .bounded,
        dialect: LineDialect = .literalBackslash,
        layout: InfluxDBLayout = layout,
        offset: UInt64 = 7
    ) throws -> String {
        let encoder = PointEncoder(layout: layout, tagging: tagging, dialect: dialect)
        return String(
            decoding: try encoder.point(of: DeliveredEvent(record(json, offset: offset))).get().line,
            as: UTF8.self
        )
    }

    /// Everything in `source` as one batch.
    static func batch(_ source: InMemoryRecordSource) -> DeliveryBatch {
        DeliveryBatch(range: JournalOffset(0)..<source.end, source: source)
    }

    /// A journal of so many views.
    static func journal(_ count: Int) -> InMemoryRecordSource {
        let source = InMemoryRecordSource()
        for number in 0..<count { source.appendEnvelope(view(number), receivedAtMilliseconds: 1_772_988_400_000) }
        return source
    }
}
