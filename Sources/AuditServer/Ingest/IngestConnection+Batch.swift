import AuditJournal
import NIOCore

/// Batches: many envelopes in one body, one answer line for each.
extension IngestConnection {
    func admitBatch(_ request: IngestRequest, _ context: ChannelHandlerContext) {
        let limit = shared.settings.limits.maximumBatchLines
        let lines = BatchAdmission.lineCount(of: request.body, upTo: limit + 1)
        guard lines <= limit else {
            // Refused as a whole, and paid for all the same.
            _ = shared.takeLines(limit, from: request.client)
            finish(.tooManyLines(limit: limit), request, context)
            return
        }
        let batch = BatchAdmission(request, admission: loop.admission, lineCount: lines)
        advance(batch, request, context)
    }

    private func advance(_ batch: BatchAdmission, _ request: IngestRequest, _ context: ChannelHandlerContext) {
        let state = (connection: self, batch: batch, request: request)
        let eventLoop = context.eventLoop
        let bound = NIOLoopBound(state, eventLoop: eventLoop)
        if batch.advance() {
            eventLoop.execute {
                let (connection, batch, request) = bound.value
                guard let context = connection.context else {
                    connection.shared.budget.release(request.reservedBytes, from: request.client)
                    return
                }
                connection.advance(batch, request, context)
            }
            return
        }
        guard !batch.submissions.isEmpty else {
            finish(batch, outcomes: [], request)
            return
        }
        shared.sink.submit(batch.submissions) { outcomes in
            eventLoop.execute {
                let (connection, batch, request) = bound.value
                connection.finish(batch, outcomes: outcomes, request)
            }
        }
    }

    private func finish(_ batch: BatchAdmission, outcomes: [AppendOutcome], _ request: IngestRequest) {
        shared.budget.release(request.reservedBytes, from: request.client)
        let answers = batch.finalAnswers(outcomes)
        shared.metrics.countEvents(answers)
        guard let context, case .answering = phase else { return }
        var body = ByteBuffer()
        body.reserveCapacity(answers.count * 160)
        let bodies = loop.bodies(at: shared.wallClock())
        for answer in answers { bodies.writeLine(answer, to: &body) }
        var facts = request.facts
        facts.standing = facts.standing.flatMap { _ in shared.standing(of: request.client) }
        respond(code: 200, body: body, contentType: "application/x-ndjson", facts, context)
        awaitNext(context)
        resumeHeld(context)
    }
}
