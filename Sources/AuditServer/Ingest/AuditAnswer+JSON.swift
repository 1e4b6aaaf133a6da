import AuditEvents
import AuditJournal

extension AuditAnswer {
    /// Facts of the server that a body quotes.
    package struct Context: Sendable {
        /// 16 hexadecimal digits that name the log.
        package let logID: String
        /// The version announced as `butlerSosVersion`.
        package let announcedVersion: String

        /// Creates the context.
        package init(logID: String, announcedVersion: String) {
            self.logID = logID
            self.announcedVersion = announcedVersion
        }
    }

    /// The value of `details` as JSON; empty where there is none.
    func details(_ context: Context) -> [UInt8] {
        var details: [UInt8] = []
        appendDetails(to: &details, context: context)
        return details
    }

    private func appendDetails(to details: inout [UInt8], context: Context) {
        switch self {
        case .refusedEnvelope(.schema(let violations)):
            append(violations, isBrief: true, to: &details)
        case .refusedEnvelope(.payload(let violations)):
            append(violations, isBrief: false, to: &details)
        case .refusedEnvelope(.constraints(let messages)):
            Self.appendErrors(messages, to: &details) { message, details in
                details += "{\"message\":".utf8
                JSONText.append(message, to: &details)
                details.append(UInt8(ascii: "}"))
            }
        case .refusedEnvelope(.incompatibleVersion(let version)):
            details += "{\"butlerSosVersion\":".utf8
            JSONText.append(context.announcedVersion, to: &details)
            details += ",\"auditQsVersion\":".utf8
            JSONText.append(version, to: &details)
            details += ",\"compatible\":false}".utf8
        case .eventLimited:
            details += "{\"retryAfter\":60}".utf8
        case .conflict(let first):
            details += "{\"firstOffset\":\(first.rawValue)}".utf8
        default:
            break
        }
    }

    /// Existing clients know three keys of an envelope's violation and five of a payload's.
    private func append(_ violations: [SchemaViolation], isBrief: Bool, to details: inout [UInt8]) {
        details += "{\"errors\":[".utf8
        for (index, violation) in violations.enumerated() {
            if index > 0 { details.append(UInt8(ascii: ",")) }
            if isBrief { violation.appendBriefJSON(to: &details) } else { violation.appendJSON(to: &details) }
        }
        details += "]}".utf8
    }

    private static func appendErrors<Item>(
        _ items: [Item],
        to details: inout [UInt8],
        _ append: (Item, inout [UInt8]) -> Void
    ) {
        details += "{\"errors\":[".utf8
        for (index, item) in items.enumerated() {
            if index > 0 { details.append(UInt8(ascii: ",")) }
            append(item, &details)
        }
        details += "]}".utf8
    }
}
