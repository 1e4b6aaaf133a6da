import AuditEvents
import AuditJournal
import Crypto
import MerkleLog

/// One line of `records.jsonl`: a record, and the proof that the log has it.
///
/// Source: `docs/formats/evidence-package.md`, "records.jsonl".
package struct EvidenceRecord: Sendable {
    /// What is left of a record whose content was erased, or everything.
    package enum Body: Sendable {
        /// A record with its content: lower-case id and salt, the five facts, the JSON as received.
        case whole(eventID: String, salt: String, facts: [String?], content: String)
        /// What is left of an erased one: the 32 bytes that bind what it was.
        case erased(commitment: [UInt8])
    }

    static let maximumLineBytes = 40 << 20
    /// Milliseconds since 1970 of the years 1 to 9999.
    static let times: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
    static let factCount = 5
    static let maximumFactBytes = ReceptionFacts.maximumTextBytes
    static let maximumProofHashes = 64

    /// Offset of the record, which is the index of its leaf.
    package let offset: UInt64
    /// The server's clock, in milliseconds since 1970-01-01 UTC.
    package let receivedAt: Int64
    /// What it says.
    package let body: Body
    /// From the leaf's sibling up to the child of the root.
    package let proof: [TreeHash]

    init(offset: UInt64, receivedAt: Int64, body: Body, proof: [TreeHash]) {
        self.offset = offset
        self.receivedAt = receivedAt
        self.body = body
        self.proof = proof
    }

    /// Takes a record of the journal; nil when it is none that a server writes.
    package init?(_ record: JournalRecord, proof: [TreeHash]) {
        guard Self.times.contains(record.facts.receivedAtMilliseconds) else { return nil }
        offset = record.offset.rawValue
        receivedAt = record.facts.receivedAtMilliseconds
        self.proof = proof
        guard record.kind != .tombstone else {
            body = .erased(commitment: record.commitment.bytes)
            return
        }
        guard let content = String(validating: record.bytes, as: UTF8.self) else { return nil }
        let facts = record.facts
        body = .whole(
            eventID: record.eventID.description,
            salt: Hexadecimal.text(of: record.salt.bytes),
            facts: [
                facts.clientAddress, facts.userAgent, facts.tokenName, facts.extensionVersion, record.ownType,
            ],
            content: content
        )
    }

    /// The line without its line feed.
    package var line: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.key("offset")
        json.integer(Int64(offset))
        json.key("receivedAt")
        json.integer(receivedAt)
        switch body {
        case .whole(let eventID, let salt, let facts, let content):
            json.key("eventId")
            json.string(eventID)
            json.key("salt")
            json.string(salt)
            json.key("facts")
            json.beginArray()
            for fact in facts {
                if let fact { json.string(fact) } else { json.null() }
            }
            json.endArray()
            json.key("content")
            json.string(content)
        case .erased(let commitment):
            json.key("commitment")
            json.string(StrictBase64.text(of: commitment))
        }
        json.key("proof")
        json.beginArray()
        for hash in proof { json.string(hash.base64) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    /// Hash of the record's leaf, computed from what the line says.
    package var leaf: TreeHash {
        let commitment = StrictBase64.text(of: commitment)
        return .leaf(Array("vidimus.record/v1\n\(offset)\n\(receivedAt)\n\(commitment)\n".utf8))
    }

    /// Type of a record of the server itself; nil for events and erased records.
    var ownType: String? {
        guard case .whole(_, _, let facts, _) = body else { return nil }
        return facts[Self.factCount - 1]
    }

    private var commitment: [UInt8] {
        switch body {
        case .erased(let commitment): return commitment
        case .whole(let eventID, let salt, let facts, let content):
            var hash = SHA256()
            // Both were found to be digits when the record was made.
            hash.update(data: LowercaseHex.bytes(of: salt.utf8) ?? [])
            hash.update(data: LowercaseHex.bytes(of: eventID.utf8.filter { $0 != UInt8(ascii: "-") }) ?? [])
            for fact in facts {
                var prefix = LittleEndianBytes([])
                prefix.append(UInt16(fact.map { $0.utf8.count + 1 } ?? 0))
                hash.update(data: prefix.bytes)
                if let fact { hash.update(data: Array(fact.utf8)) }
            }
            hash.update(data: Array(content.utf8))
            return Array(hash.finalize())
        }
    }
}
