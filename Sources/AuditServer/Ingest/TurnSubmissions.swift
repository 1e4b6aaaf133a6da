import AuditJournal
import NIOCore

/// Gathers the single events that the connections of one loop admit in one turn of the loop, and asks the journal once
/// for all of them.
///
/// With many connections that saves a lock, two allocations and a task on the loop for each event. Nobody waits for
/// company: the end of the turn comes as soon as every connection that was ready has been read. Touched only on the
/// loop.
final class TurnSubmissions {
    /// One request whose event is among those submitted.
    struct Waiting {
        let connection: IngestConnection
        let request: IngestRequest
    }

    /// Bytes of JSON in one call; what is above goes into a further call, so that the journal can bound its groups.
    private static let maximumBytes = 1 << 20

    private let sink: any EventSink
    private let eventLoop: any EventLoop
    private var submissions: [Submission] = []
    private var waiting: [Waiting] = []
    private var bytes = 0

    init(sink: any EventSink, eventLoop: any EventLoop) {
        self.sink = sink
        self.eventLoop = eventLoop
    }

    /// Submits at the end of this turn; the connection's ``IngestConnection/settle(_:_:_:)`` gets the outcome.
    func add(_ submission: Submission, of request: IngestRequest, from connection: IngestConnection) {
        if submissions.isEmpty {
            let bound = NIOLoopBound(self, eventLoop: eventLoop)
            eventLoop.execute { bound.value.submit() }
        }
        submissions.append(submission)
        waiting.append(Waiting(connection: connection, request: request))
        bytes += submission.bytes.count
        if bytes >= Self.maximumBytes { submit() }
    }

    private func submit() {
        guard !submissions.isEmpty else { return }
        let call = submissions
        let eventLoop = eventLoop
        let bound = NIOLoopBound(waiting, eventLoop: eventLoop)
        submissions = []
        submissions.reserveCapacity(call.count)
        waiting = []
        waiting.reserveCapacity(call.count)
        bytes = 0
        sink.submit(call) { outcomes in
            eventLoop.execute {
                precondition(outcomes.count == bound.value.count, "one outcome per submission")
                for (index, waiting) in bound.value.enumerated() {
                    waiting.connection.settle(waiting.request, call[index], outcomes[index])
                }
            }
        }
    }
}
