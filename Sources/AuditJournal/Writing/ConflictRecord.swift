import AuditEvents
import Crypto

/// The `audit.conflict` record: somebody sent other content under an id that names stored evidence.
enum ConflictRecord {
    /// Type of the own record.
    static let type = "audit.conflict"

    /// Describes the refused `submission`; its bytes are named by hash only.
    static func make(
        for submission: Submission,
        storedAt first: JournalOffset,
        random: RandomSource,
        salts: SaltSource
    ) -> Submission {
        let facts = submission.facts
        var json = JSONWriter()
        json.beginObject()
        json.key("eventId")
        json.string(submission.id.description)
        json.key("firstOffset")
        json.integer(Int64(first.rawValue))
        json.key("sha256")
        json.string(Hexadecimal.text(of: SHA256.hash(data: submission.bytes)))
        json.key("byteCount")
        json.integer(Int64(submission.bytes.count))
        json.key("receivedAt")
        json.integer(facts.receivedAtMilliseconds)
        json.key("clientAddress")
        json.string(facts.clientAddress)
        add("userAgent", facts.userAgent, to: &json)
        add("tokenName", facts.tokenName, to: &json)
        add("extensionVersion", facts.extensionVersion, to: &json)
        json.endObject()
        let own = OwnRecord(id: .random(from: random), type: type, bytes: json.bytes)
        return Submission(own, facts: facts, salts: salts)
    }

    private static func add(_ key: String, _ text: String?, to json: inout JSONWriter) {
        json.key(key)
        if let text { json.string(text) } else { json.null() }
    }
}
