/// One audit event, validated, with its bytes exactly as received.
///
/// Outside this target the only ways to make one are ``init(decoding:versionHeader:compatibility:)`` and
/// ``EnvelopeDecoder``, so a function that takes one never validates again. The bytes, not a
/// re-encoding of them, are what is stored and what proofs commit to.
package struct Envelope: Sendable {
    /// The sender's name for this event.
    package let id: EventID
    /// What happened.
    package let type: EventType
    /// The extension's version: the version header if there was one, else `source.version`; nil when neither.
    package let extensionVersion: String?
    /// The JSON text as received.
    package let bytes: [UInt8]

    /// Describes an event that was validated.
    init(id: EventID, type: EventType, extensionVersion: String?, bytes: [UInt8]) {
        self.id = id
        self.type = type
        self.extensionVersion = extensionVersion
        self.bytes = bytes
    }

    /// Decodes and validates one envelope.
    ///
    /// Makes a decoder for this one call; whoever decodes many keeps an ``EnvelopeDecoder``.
    ///
    /// - Parameters:
    ///   - bytes: The body; its size is the caller's to limit.
    ///   - versionHeader: Raw value of the first `X-Audit-QS-Version` header, nil when absent.
    ///   - compatibility: The server's version row.
    /// - Throws: ``EnvelopeRefusal``, the first kind of fault in the order in which Butler SOS checks.
    package init(
        decoding bytes: UnsafeRawBufferPointer,
        versionHeader: String?,
        compatibility: VersionCompatibility
    ) throws(EnvelopeRefusal) {
        self = try EnvelopeDecoder(compatibility: compatibility).decode(bytes, versionHeader: versionHeader)
    }
}
