import AuditEvents
import AuditJournal

/// An event as a test thinks of it; its envelope is made from it, and a naive model answers from it.
struct SampleEvent {
    var time: Int64
    var type: String
    var user: String?
    var appID: String?
    var appName: String?
    var sheet: String?
    var sheetName: String?
    var object: String?
    var title: String?
    var page: String?
    var sequence: Int64?
    var begin: Int64?
    var duration: Int64?
    var dataState: Int64?
    /// Field, values.
    var selections: [(field: String, values: [String])]?
    /// Label, values.
    var columns: [(label: String, values: [String])]?
    var awaitsPicture = false
    /// The record is erased.
    var isErased = false

    /// The envelope.
    func json(_ offset: Int) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("schemaVersion")
        json.integer(1)
        json.write("eventId", EventID(high: 5, low: UInt64(offset)).description)
        json.write("timestamp", UTCTime(milliseconds: time).iso8601)
        json.write("type", type)
        json.key("payload")
        json.beginObject()
        json.key("context")
        json.beginObject()
        for (key, text) in [
            ("appId", appID), ("appName", appName), ("sheetId", sheet), ("sheetName", sheetName), ("user", user),
            ("sessionKey", page),
        ] {
            if let text { json.write(key, text) }
        }
        if let sequence {
            json.key("seq")
            json.integer(sequence)
        }
        json.endObject()
        json.key("event")
        writeEvent(to: &json)
        json.endObject()
        json.endObject()
        return json.bytes
    }

    private func writeEvent(to json: inout JSONWriter) {
        json.beginObject()
        if let object { json.write("objectId", object) }
        if let title { json.write("objectName", title) }
        if let dataState {
            json.key("dataStateId")
            json.integer(dataState)
        }
        if let begin {
            json.write("enteredAt", UTCTime(milliseconds: begin).iso8601)
            json.write("leftAt", UTCTime(milliseconds: time).iso8601)
        }
        if let duration {
            json.key("duration")
            json.integer(duration)
        }
        if let selections {
            json.key("details")
            json.beginArray()
            for selection in selections {
                json.beginObject()
                json.write("qField", selection.field)
                json.write("qSelected", selection.values.joined(separator: ", "))
                json.key("qSelectedCount")
                json.integer(Int64(selection.values.count))
                json.endObject()
            }
            json.endArray()
        }
        if let columns {
            json.key("objectData")
            json.beginObject()
            json.key("dimensions")
            json.beginArray()
            for column in columns {
                json.beginObject()
                json.write("label", column.label)
                json.write("values", column.values)
                json.endObject()
            }
            json.endArray()
            json.endObject()
        }
        json.endObject()
    }

    /// The record at an offset.
    func record(_ offset: Int) -> JournalRecord {
        let id = EventID(high: 5, low: UInt64(offset))
        let facts = ReceptionFacts(receivedAtMilliseconds: time + 300, clientAddress: "10.1.2.3")
        let bytes = json(offset)
        let own = OwnRecord(id: id, type: "test", bytes: bytes)
        let stored = JournalRecord(Submission(own, facts: facts), offset: JournalOffset(UInt64(offset)))
        return JournalRecord(
            offset: JournalOffset(UInt64(offset)),
            facts: facts,
            kind: isErased ? .tombstone : .envelope,
            flags: awaitsPicture ? .awaitsOutcome : [],
            eventID: id,
            ownType: nil,
            bytes: isErased ? [] : bytes,
            salt: isErased ? .erased : stored.salt,
            erasedCommitment: isErased ? stored.commitment : nil
        )
    }
}
