import AuditEvents
import AuditJournal
import NIOCore

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

    /// Appends the JSON body; `receivedAt` is the present as ``renderedTime(_:)`` gives it.
    ///
    /// With `includesCode` the status code comes as a first key, as the lines of a batch's answer want it.
    package func writeBody(
        to buffer: inout ByteBuffer,
        context: Context,
        receivedAt: ByteBuffer,
        includesCode: Bool = false
    ) {
        buffer.writeStaticString("{")
        if includesCode { buffer.writeString("\"code\":\(code),") }
        buffer.writeStaticString(code < 400 ? "\"status\":\"accepted\"" : "\"status\":\"error\"")
        buffer.writeStaticString(",\"receivedAt\":\"")
        buffer.writeImmutableBuffer(receivedAt)
        buffer.writeStaticString("\",\"outcome\":\"")
        buffer.writeString(outcome)
        buffer.writeStaticString("\"")
        if case .accepted(let offset, let isDuplicate) = self {
            buffer.writeStaticString(",\"receipt\":{\"offset\":")
            buffer.writeDecimal(offset.rawValue)
            buffer.writeStaticString(",\"logId\":\"")
            buffer.writeString(context.logID)
            buffer.writeStaticString("\"}")
            if isDuplicate { buffer.writeStaticString(",\"duplicate\":true") }
        } else {
            writeRefusal(to: &buffer, context: context)
        }
        buffer.writeStaticString("}")
    }

    /// A time in milliseconds since 1970 UTC as bodies show it; the lines of a batch's answer share one.
    package static func renderedTime(_ milliseconds: Int64) -> ByteBuffer {
        var text = ByteBuffer()
        text.writeTimestamp(milliseconds: milliseconds)
        return text
    }

    private func writeRefusal(to buffer: inout ByteBuffer, context: Context) {
        if let reason {
            buffer.writeStaticString(",\"reason\":")
            buffer.writeJSONString(reason)
        }
        var details: [UInt8] = []
        appendDetails(to: &details, context: context)
        if !details.isEmpty {
            buffer.writeStaticString(",\"details\":")
            buffer.writeBytes(details)
        }
        if let message {
            buffer.writeStaticString(",\"message\":")
            buffer.writeJSONString(message)
        }
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
