import AuditEvents
import AuditJournal

/// Records of the server itself.
enum OwnSamples {
    static let sha256 = String(repeating: "ab12", count: 16)

    /// What became of the screenshot of the event at an offset.
    static func outcome(of event: Int, at offset: Int, isStored: Bool) -> JournalRecord {
        let head =
            "{\"eventOffset\":\(event),\"eventId\":\"\(EventID(high: 5, low: UInt64(event)))\",\"writesRow\":true,\"attempts\":1"
        let json =
            isStored
            ? head
                + ",\"picture\":{\"sha256\":\"\(sha256)\",\"byteCount\":9,\"extension\":\"png\"},\"width\":800,\"height\":600}"
            : head + ",\"reason\":\"status-404\",\"message\":\"gone\"}"
        return record(isStored ? "screenshot.stored" : "screenshot.lost", json, at: offset)
    }

    /// An own record.
    static func record(_ type: String, _ json: String, at offset: Int) -> JournalRecord {
        let own = OwnRecord(id: EventID(high: 9, low: UInt64(offset)), type: type, bytes: Array(json.utf8))
        let facts = ReceptionFacts(receivedAtMilliseconds: RandomHistory.begin + Int64(offset), clientAddress: "")
        return JournalRecord(Submission(own, facts: facts), offset: JournalOffset(UInt64(offset)))
    }
}
