import AuditEvents
import AuditJournal
import MerkleLog

/// The judgement on one envelope or request, before it is written as HTTP.
///
/// The texts of ``reason`` and the keys of the body are those that existing clients know; what is ours comes as
/// additional keys (`receipt`, `duplicate`, `message`).
package enum AuditAnswer: Sendable {
    /// 202: durable under `offset`; `isDuplicate` when it had been before.
    ///
    /// `leafHash` is what the receipt says of the record's leaf, where it does.
    case accepted(offset: JournalOffset, isDuplicate: Bool, leafHash: TreeHash? = nil)
    /// 400, 422: the envelope breaks a rule.
    case refusedEnvelope(EnvelopeRefusal)
    /// 401: no token, or a wrong one.
    case unauthorized
    /// 408: the client was too slow.
    case tooSlow
    /// 409: the event id is stored already, with other content.
    case conflict(first: JournalOffset)
    /// 413: the body is over the limit.
    case tooLarge(limitBytes: Int, what: String)
    /// 413: the batch has too many lines.
    case tooManyLines(limit: Int)
    /// 415: neither `application/json` nor, for batches, `application/x-ndjson`.
    case unsupportedMediaType(expected: String)
    /// 429: this address asked too often.
    case addressLimited(retryAfterSeconds: Int)
    /// 429: all clients together sent too many events.
    case eventLimited(retryAfterSeconds: Int)
    /// 500: our fault.
    case internalError
    /// 503: nothing more can be made durable right now.
    case unavailable(JournalRefusal)
    /// 503: too many bytes of unfinished bodies.
    case overloaded(limitBytes: Int)

    /// The HTTP status code.
    package var code: Int {
        switch self {
        case .accepted: 202
        case .refusedEnvelope(.syntax), .refusedEnvelope(.schema): 400
        case .refusedEnvelope: 422
        case .unauthorized: 401
        case .tooSlow: 408
        case .conflict: 409
        case .tooLarge, .tooManyLines: 413
        case .unsupportedMediaType: 415
        case .addressLimited, .eventLimited: 429
        case .internalError: 500
        case .unavailable, .overloaded: 503
        }
    }

    /// The value of `outcome`.
    package var outcome: String {
        switch self {
        case .accepted: "processed"
        case .refusedEnvelope(.syntax), .tooLarge, .tooManyLines, .unsupportedMediaType, .internalError, .tooSlow:
            "error"
        default: "dropped"
        }
    }

    /// The value of `reason`; nil for an accepted event.
    package var reason: String? {
        switch self {
        case .accepted: nil
        case .refusedEnvelope(.schema): "Schema validation failed"
        case .refusedEnvelope(.constraints): "One or more constraint violations"
        case .refusedEnvelope(.incompatibleVersion): "Incompatible Audit.qs version"
        case .refusedEnvelope(.payload): "Payload validation failed"
        case .refusedEnvelope(.syntax), .tooLarge, .tooManyLines, .unsupportedMediaType, .tooSlow:
            "An unexpected error occurred"
        case .unauthorized: "Unauthorized"
        case .conflict: "eventId is already stored with different content"
        case .addressLimited, .eventLimited: "Rate limit exceeded"
        case .internalError: "Internal error while processing event"
        case .unavailable(.queueFull), .unavailable(.comparisonsFull), .overloaded: "Event queue is full"
        case .unavailable: "Event storage is unavailable"
        }
    }

    /// What a person needs to mend it, where `reason` says too little; nil otherwise.
    package var message: String? {
        switch self {
        case .refusedEnvelope(.syntax(let error)):
            "The body is not valid JSON at byte \(error.byteOffset): \(error.reason.rawValue)"
        case .tooSlow: "The request did not arrive in time"
        case .tooLarge(let limit, let what): "The \(what) exceeds the limit of \(limit) bytes"
        case .tooManyLines(let limit): "The batch has more than \(limit) lines; none of them was stored"
        case .unsupportedMediaType(let expected): "The content type must be \(expected)"
        case .unavailable(.comparisonsFull(let limit)):
            "More than \(limit) bytes of repeated events wait to be compared; try again later"
        case .unavailable(.queueFull(let limit)): "More than \(limit) bytes wait to be written; try again later"
        case .unavailable(.diskFull): "The disk is full; nothing is accepted until space returns"
        case .unavailable(.storageFailed): "The disk failed; nothing is accepted until it works again"
        case .unavailable(.closed): "The server is stopping"
        case .overloaded(let limit): "More than \(limit) bytes of unfinished requests; try again later"
        default: nil
        }
    }

    /// Whether the connection closes with a single event's answer, as existing clients know it of these.
    package var closesConnection: Bool {
        switch self {
        case .refusedEnvelope(.syntax), .tooLarge, .tooSlow, .overloaded: true
        default: false
        }
    }

    /// Seconds for `Retry-After`; nil where a repeat cannot help.
    package var retryAfterSeconds: Int? {
        switch self {
        case .addressLimited(let seconds), .eventLimited(let seconds): seconds
        case .unavailable, .overloaded: 30
        default: nil
        }
    }
}
