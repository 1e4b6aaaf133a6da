/// Why a body isn't an ``Envelope``; every case is the sender's to fix.
///
/// The cases stand in the order in which Butler SOS checks, and only the first kind that applies is reported.
package enum EnvelopeRefusal: Error, Sendable, Hashable {
    /// Not JSON, or JSON beyond our limits: 400 `An unexpected error occurred`.
    case syntax(JSONSyntaxError)
    /// The envelope's own fields: 400 `Schema validation failed`.
    ///
    /// The first element is the one error that Butler SOS reports; the others follow.
    case schema([SchemaViolation])
    /// Values without meaning: 422 `One or more constraint violations`.
    ///
    /// Messages in the order eventId, correlationId, appId, type. Echoed values are escaped and cut.
    case constraints([String])
    /// The extension's version, given and outside the range: 422 `Incompatible Audit.qs version`.
    ///
    /// The text is what the client announced, escaped and cut.
    case incompatibleVersion(String)
    /// The rules of the event's type: 422 `Payload validation failed`. All violations.
    case payload([SchemaViolation])
}
