import AuditEvents

/// Something to append, with the work done that needs no offset: salt and encoded facts.
///
/// Made on the thread that received the event, so that the one writer has less to do.
package struct Submission: Sendable {
    /// Either an envelope from outside or a record of our own.
    package enum Content: Sendable {
        case envelope(Envelope)
        case own(OwnRecord)

        var ownType: String? {
            switch self {
            case .envelope: nil
            case .own(let own): own.type
            }
        }
    }

    /// Bound of the JSON bytes; ingest refuses far below it.
    package static let maximumContentBytes = 16 << 20

    /// What is appended.
    package let content: Content

    /// How it came in.
    package let facts: ReceptionFacts

    /// Random salt of the commitment.
    let salt: Salt

    /// The encoded facts, which stand before the JSON bytes in the content.
    let factBytes: [UInt8]

    /// Prepares an envelope.
    package init(_ envelope: Envelope, facts: ReceptionFacts, salts: SaltSource = .system) {
        self.init(.envelope(envelope), facts: facts, factBytes: Self.encode(facts), salts: salts)
    }

    /// Prepares an envelope whose facts were encoded before, as for the next line of a batch.
    package init(_ envelope: Envelope, facts: ReceptionFacts, encodedAs factBytes: [UInt8]) {
        self.init(.envelope(envelope), facts: facts, factBytes: factBytes, salts: .system)
    }

    /// Encodes the facts of envelopes; the time is not part of it.
    package static func encode(_ facts: ReceptionFacts) -> [UInt8] {
        FrameContent.encode(facts, ownType: nil)
    }

    /// Prepares an own record.
    package init(_ own: OwnRecord, facts: ReceptionFacts, salts: SaltSource = .system) {
        self.init(
            .own(own),
            facts: facts,
            factBytes: FrameContent.encode(facts, ownType: own.type),
            salts: salts
        )
    }

    private init(_ content: Content, facts: ReceptionFacts, factBytes: [UInt8], salts: SaltSource) {
        self.content = content
        self.facts = facts
        salt = salts.next()
        self.factBytes = factBytes
        precondition(bytes.count <= Self.maximumContentBytes, "the size limit was checked at the door")
    }

    /// Id under which the content is known for ever.
    package var id: EventID {
        switch content {
        case .envelope(let envelope): envelope.id
        case .own(let own): own.id
        }
    }

    /// The JSON exactly as it will be stored.
    package var bytes: [UInt8] {
        switch content {
        case .envelope(let envelope): envelope.bytes
        case .own(let own): own.bytes
        }
    }

    /// Type of an own record.
    var ownType: String? { content.ownType }

    /// Kind of frame it becomes.
    var kind: RecordKind {
        switch content {
        case .envelope: .envelope
        case .own: .own
        }
    }

    /// Bytes of its frame, which is also what it counts for in the queue.
    var frameBytes: Int {
        FrameHeader.frameBytes(contentBytes: factBytes.count + bytes.count)
    }
}
