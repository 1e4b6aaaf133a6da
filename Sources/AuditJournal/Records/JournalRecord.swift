import AuditEvents

/// A record that is durable, with everything stored beside it.
package struct JournalRecord: Sendable {
    /// Position in the journal.
    package let offset: JournalOffset

    /// How it came in; a tombstone has only the receive time.
    package let facts: ReceptionFacts

    /// Envelope, own record or tombstone.
    package let kind: RecordKind

    /// Marks it was stored with.
    package let flags: RecordFlags

    /// Id under which the record was stored; a tombstone keeps it, so that a replay stays recognised.
    package let eventID: EventID

    /// Type of an own record, such as `audit.conflict`; nil for envelopes and tombstones.
    package let ownType: String?

    /// The JSON exactly as received or written; empty for a tombstone.
    package let bytes: [UInt8]

    /// Random salt of the commitment; ``Salt/erased`` for a tombstone.
    package let salt: Salt

    /// The commitment that a tombstone keeps; nil for every other record, whose commitment is computed.
    private let erasedCommitment: Commitment?

    /// Reserved for sealing per data subject; 0 means the content is not sealed.
    package let keyID: UInt64

    /// Puts a record together; in-memory record sources of tests use it too.
    package init(
        offset: JournalOffset,
        facts: ReceptionFacts,
        kind: RecordKind,
        flags: RecordFlags = [],
        eventID: EventID,
        ownType: String?,
        bytes: [UInt8],
        salt: Salt,
        erasedCommitment: Commitment? = nil,
        keyID: UInt64 = 0
    ) {
        self.offset = offset
        self.facts = facts
        self.kind = kind
        self.flags = flags
        self.eventID = eventID
        self.ownType = ownType
        self.bytes = bytes
        self.salt = salt
        self.erasedCommitment = erasedCommitment
        self.keyID = keyID
    }

    /// The record that `submission` becomes at `offset`.
    package init(_ submission: Submission, offset: JournalOffset) {
        self.init(
            offset: offset,
            facts: submission.facts,
            kind: submission.kind,
            flags: submission.flags,
            eventID: submission.id,
            ownType: submission.ownType,
            bytes: submission.bytes,
            salt: submission.salt
        )
    }

    /// SHA-256 over salt, event id and content: what the Merkle leaf binds.
    ///
    /// Computed at each call, which takes microseconds: intake is spared what only the tree, proofs and erasure need.
    package var commitment: Commitment {
        if let erasedCommitment { return erasedCommitment }
        precondition(kind != .tombstone, "a tombstone keeps its commitment")
        return FrameContent.commitment(
            salt: salt,
            id: eventID,
            parts: FrameContent.encode(facts, ownType: ownType),
            bytes
        )
    }
}
