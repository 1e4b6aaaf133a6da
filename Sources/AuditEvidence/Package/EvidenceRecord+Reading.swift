import AuditEvents
import MerkleLog

extension EvidenceRecord {
    private static let offsetKey = JSONKey("offset")
    private static let receivedAtKey = JSONKey("receivedAt")
    private static let eventIDKey = JSONKey("eventId")
    private static let saltKey = JSONKey("salt")
    private static let factsKey = JSONKey("facts")
    private static let contentKey = JSONKey("content")
    private static let commitmentKey = JSONKey("commitment")
    private static let proofKey = JSONKey("proof")

    /// Reads a line; everything that ``line`` would not have written is refused.
    package init(parsing line: [UInt8]) throws(EvidenceReadError) {
        let record = try StrictJSON.read(line) { Self.read($0) }
        guard let record, record.line == line else {
            throw .malformed("it is not a record in the one allowed way")
        }
        self = record
    }

    private static func read(_ root: JSONValue) -> EvidenceRecord? {
        guard let offset = StrictJSON.number(root[offsetKey]),
            let receivedAt = root[receivedAtKey]?.exactInteger, times.contains(receivedAt),
            let texts = StrictJSON.texts(root[proofKey]), texts.count <= maximumProofHashes
        else { return nil }
        let proof = texts.compactMap { TreeHash(base64: $0) }
        guard proof.count == texts.count, let body = readBody(root) else { return nil }
        return EvidenceRecord(offset: offset, receivedAt: receivedAt, body: body, proof: proof)
    }

    private static func readBody(_ root: JSONValue) -> Body? {
        if let text = root[commitmentKey]?.string {
            guard let commitment = TreeHash(base64: text) else { return nil }
            return .erased(commitment: commitment.bytes)
        }
        guard let eventID = root[eventIDKey]?.string, EventID(eventID)?.description == eventID,
            let salt = root[saltKey]?.string, LowercaseHex.isText(salt.utf8, byteCount: 16),
            let facts = readFacts(root[factsKey]),
            let content = root[contentKey]?.string
        else { return nil }
        return .whole(eventID: eventID, salt: salt, facts: facts, content: content)
    }

    /// Five texts, or nulls in their place; the first is always there.
    private static func readFacts(_ value: JSONValue?) -> [String?]? {
        guard let value, value.kind == .array else { return nil }
        var facts: [String?] = []
        for element in value.elements {
            guard element.isNull || (element.string.map { $0.utf8.count <= maximumFactBytes } ?? false) else {
                return nil
            }
            facts.append(element.string)
        }
        guard facts.count == factCount, facts[0] != nil else { return nil }
        return facts
    }
}
