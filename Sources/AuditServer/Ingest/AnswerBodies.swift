import AuditEvents
import AuditJournal
import MerkleLog
import NIOCore

/// Writes answers as JSON bodies at one moment; what all of them share is rendered once.
///
/// Nearly every answer is that an event was stored, and these differ in one number only.
package struct AnswerBodies: Sendable {
    /// Facts of the server that a body quotes.
    private let context: AuditAnswer.Context
    /// The time as bodies show it.
    private let receivedAt: [UInt8]
    /// What stands before the offset in the answer to a stored event, and what stands after it.
    private let stored: (head: [UInt8], tail: [UInt8])

    /// Renders what the bodies of `milliseconds`, since 1970-01-01 UTC, have in common.
    package init(at milliseconds: Int64, context: AuditAnswer.Context) {
        self.context = context
        var time: [UInt8] = []
        UTCTime(milliseconds: milliseconds).appendISO8601(to: &time)
        receivedAt = time
        let head = Array("\"status\":\"accepted\",\"receivedAt\":\"".utf8) + time
        stored = (
            head + "\",\"outcome\":\"processed\",\"receipt\":{\"offset\":".utf8,
            Array(",\"logId\":\"\(context.logID)\"".utf8)
        )
    }

    /// Appends the body of one answer to `buffer`.
    package func write(_ answer: AuditAnswer, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("{")
        writeMembers(of: answer, to: &buffer)
        buffer.writeStaticString("}")
    }

    /// Appends one line of a batch's answer: the body with the status code as a first member, and a line break.
    package func writeLine(_ answer: AuditAnswer, to buffer: inout ByteBuffer) {
        if case .accepted = answer {
            buffer.writeStaticString("{\"code\":202,")
        } else {
            buffer.writeString("{\"code\":\(answer.code),")
        }
        writeMembers(of: answer, to: &buffer)
        buffer.writeStaticString("}\n")
    }

    private func writeMembers(of answer: AuditAnswer, to buffer: inout ByteBuffer) {
        guard case .accepted(let offset, let isDuplicate, let leafHash) = answer else {
            writeRefusal(answer, to: &buffer)
            return
        }
        buffer.writeBytes(stored.head)
        buffer.writeDecimal(offset.rawValue)
        buffer.writeBytes(stored.tail)
        if let leafHash {
            buffer.writeStaticString(",\"leafHash\":\"")
            buffer.writeBase64(leafHash.bytes)
            buffer.writeStaticString("\"")
        }
        buffer.writeStaticString("}")
        if isDuplicate { buffer.writeStaticString(",\"duplicate\":true") }
    }

    private func writeRefusal(_ answer: AuditAnswer, to buffer: inout ByteBuffer) {
        buffer.writeStaticString("\"status\":\"error\",\"receivedAt\":\"")
        buffer.writeBytes(receivedAt)
        buffer.writeStaticString("\",\"outcome\":\"")
        buffer.writeString(answer.outcome)
        buffer.writeStaticString("\"")
        if let reason = answer.reason {
            buffer.writeStaticString(",\"reason\":")
            buffer.writeJSONString(reason)
        }
        let details = answer.details(context)
        if !details.isEmpty {
            buffer.writeStaticString(",\"details\":")
            buffer.writeBytes(details)
        }
        if let message = answer.message {
            buffer.writeStaticString(",\"message\":")
            buffer.writeJSONString(message)
        }
    }
}
