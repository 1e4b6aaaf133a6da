import AuditEvents
import AuditJournal
import Foundation
import NIOCore

/// One batch on its way: lines are judged a few at a time, then all good ones are appended with one sync.
///
/// Lives on one event loop; ``advance()`` is called until it returns false.
final class BatchAdmission {
    private let admission: EventAdmission
    private let request: IngestRequest
    private var body: ByteBuffer
    private var linesLeft: Int
    /// Lines that the address limit still allows; the first was counted with the request.
    private var allowance: Int
    /// One entry a line; nil for a line whose outcome the journal decides.
    private var answers: [AuditAnswer?] = []
    /// The lines to append, in order.
    private(set) var submissions: [Submission] = []

    /// Splits `request`'s body into lines; a final line break ends the last line rather than starting another.
    init(_ request: IngestRequest, admission: EventAdmission, lineCount: Int) {
        self.admission = admission
        self.body = request.body
        self.request = request
        self.linesLeft = lineCount
        self.allowance =
            1 + admission.context.takeLines(max(0, lineCount - 1), from: request.client)
        answers.reserveCapacity(lineCount)
        submissions.reserveCapacity(lineCount)
    }

    /// Counts lines without judging them, and stops at `bound`.
    static func lineCount(of body: ByteBuffer, upTo bound: Int) -> Int {
        body.withUnsafeReadableBytes { bytes in
            var count = 0
            var rest = bytes[...]
            while !rest.isEmpty, count < bound {
                count += 1
                rest = rest.dropFirst(lineLength(UnsafeRawBufferPointer(rebasing: rest)) + 1)
            }
            return count
        }
    }

    /// Bytes before the first line break, or all.
    private static func lineLength(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.baseAddress, let end = memchr(start, Int32(UInt8(ascii: "\n")), bytes.count) else {
            return bytes.count
        }
        return UnsafeRawPointer(end) - start
    }

    /// Judges the next lines; returns whether any are left.
    func advance() -> Bool {
        let context = admission.context
        for _ in 0..<min(linesLeft, context.settings.limits.batchLinesPerTurn) {
            linesLeft -= 1
            judgeNextLine(context)
        }
        if linesLeft == 0 { body = ByteBuffer() }
        return linesLeft > 0
    }

    private func judgeNextLine(_ context: IngestContext) {
        let length = body.withUnsafeReadableBytes { Self.lineLength($0) }
        defer { body.moveReaderIndex(forwardBy: min(length + 1, body.readableBytes)) }
        guard allowance > 0 else {
            let seconds = context.standing(of: request.client)?.secondsToReset ?? 60
            answers.append(.addressLimited(retryAfterSeconds: seconds))
            return
        }
        allowance -= 1
        guard length <= context.settings.limits.maximumBodyBytes else {
            answers.append(.tooLarge(limitBytes: context.settings.limits.maximumBodyBytes, what: "line"))
            return
        }
        let verdict = body.withUnsafeReadableBytes { bytes in
            admission.admit(UnsafeRawBufferPointer(rebasing: bytes[..<length]), of: request)
        }
        switch verdict {
        case .admitted(let submission):
            answers.append(nil)
            submissions.append(submission)
        case .refused(let answer):
            answers.append(answer)
        }
    }

    /// The final answers in line order; `outcomes` are the journal's, in the order of ``submissions``.
    func finalAnswers(_ outcomes: [AppendOutcome]) -> [AuditAnswer] {
        precondition(outcomes.count == submissions.count, "one outcome per submission")
        var next = zip(submissions, outcomes).makeIterator()
        return answers.map { answer in
            if let answer { return answer }
            guard let (submission, outcome) = next.next() else { return .internalError }
            return admission.answer(to: outcome, of: submission, in: request)
        }
    }
}
