import AuditEvents
import MerkleLog

/// Something to append, with the work done that needs no offset: salt and encoded facts.
///
/// Made on the thread that received the event, so that the one writer has less to do. A class, although it never
/// changes: the writer passes each one on half a dozen times, and counting one reference in and out instead of five is a
/// twentieth of what an event costs.
package final class Submission: Sendable {
    /// Either an envelope from outside or a record of our own.
    package enum Content: Sendable {
        case envelope(Envelope)
        case own(OwnRecord)
    }

    /// Bound of the JSON bytes; ingest refuses far below it.
    package static let maximumContentBytes = 16 << 20

    /// What is appended.
    package let content: Content

    /// Marks it is stored with.
    let flags: RecordFlags

    /// Whether the outcome of a duplicate names the leaf of the record that is stored.
    let wantsLeafHash: Bool

    /// How it came in.
    package let facts: ReceptionFacts

    /// Random salt of the commitment.
    let salt: Salt

    /// The encoded facts, which stand before the JSON bytes in the content.
    let factBytes: [UInt8]

    /// Id under which the content is known for ever.
    package let id: EventID

    /// The JSON exactly as it will be stored.
    package let bytes: [UInt8]

    /// Bytes of its frame, which is also what it counts for in the queue.
    let frameBytes: Int

    /// Prepares an envelope.
    package convenience init(
        _ envelope: Envelope,
        facts: ReceptionFacts,
        flags: RecordFlags = [],
        salts: SaltSource = .system
    ) {
        self.init(envelope, facts: facts, encodedAs: Self.encode(facts), flags: flags, salts: salts)
    }

    /// Prepares an envelope whose facts were encoded before, as for the next line of a batch.
    package init(
        _ envelope: Envelope,
        facts: ReceptionFacts,
        encodedAs factBytes: [UInt8],
        flags: RecordFlags = [],
        wantsLeafHash: Bool = false,
        salts: SaltSource = .system
    ) {
        self.flags = flags
        self.wantsLeafHash = wantsLeafHash
        content = .envelope(envelope)
        id = envelope.id
        bytes = envelope.bytes
        self.facts = facts
        salt = salts.next()
        self.factBytes = factBytes
        frameBytes = Self.frameBytes(factBytes, envelope.bytes)
    }

    /// Prepares an own record.
    package init(_ own: OwnRecord, facts: ReceptionFacts, salts: SaltSource = .system) {
        flags = []
        wantsLeafHash = false
        content = .own(own)
        id = own.id
        bytes = own.bytes
        self.facts = facts
        salt = salts.next()
        factBytes = FrameContent.encode(facts, ownType: own.type)
        frameBytes = Self.frameBytes(factBytes, own.bytes)
    }

    /// Encodes the facts of envelopes; the time is not part of it.
    package static func encode(_ facts: ReceptionFacts) -> [UInt8] {
        FrameContent.encode(facts, ownType: nil)
    }

    /// SHA-256 over salt, event id and content; computed at each call.
    var commitment: Commitment {
        FrameContent.commitment(salt: salt, id: id, parts: factBytes, bytes)
    }

    /// Hash of the leaf of the record that this became at `offset`; hashes the whole record.
    package func leafHash(at offset: JournalOffset) -> TreeHash {
        LogEntry(self, at: offset).leafHash
    }

    /// Type of an own record.
    var ownType: String? {
        switch content {
        case .envelope: nil
        case .own(let own): own.type
        }
    }

    /// Kind of frame it becomes.
    var kind: RecordKind {
        switch content {
        case .envelope: .envelope
        case .own: .own
        }
    }

    private static func frameBytes(_ factBytes: [UInt8], _ json: [UInt8]) -> Int {
        precondition(json.count <= maximumContentBytes, "the size limit was checked at the door")
        return FrameHeader.frameBytes(contentBytes: factBytes.count + json.count)
    }
}
