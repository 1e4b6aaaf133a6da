import AuditEvents
import AuditJournal
import CoreMetrics
import NIOCore
import NIOHTTP1
import Synchronization

/// One client connection of the ingest door: takes decoded request parts, writes whole answers.
///
/// Requests of one connection are served one after the other; what arrives meanwhile is held, and reading pauses,
/// so that pipelining costs no memory. Lives on one event loop.
final class IngestConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    /// Where the connection stands between two parts.
    enum Phase {
        /// Nothing of a request has been decoded yet; next `receiving`, `discarding` or `closing`.
        case awaitingHead
        /// The body is collected; next `answering`, `discarding` or `closing`.
        case receiving(IngestRequest)
        /// Answered before the body's end, the rest is thrown away; next `awaitingHead` or `closing`.
        case discarding
        /// The journal has the event; next `awaitingHead` or `closing`.
        case answering
        /// The last answer is written; what still comes is thrown away until the client or the deadline closes.
        case closing
    }

    /// What reaches the connection, in order.
    enum Arrival {
        case part(HTTPServerRequestPart)
        /// What follows cannot be read as HTTP.
        case fault(HTTPParserError)
        /// The client sends nothing more; it may still wait for answers.
        case inputClosed
    }

    let shared: IngestContext
    let loop: LoopContext
    let member: ConnectionCensus.Member
    private let peer: NetworkAddress
    private let peerText: String
    private let judge: HeadJudge
    var context: ChannelHandlerContext?
    var phase = Phase.awaitingHead
    var deadline: NIODeadline
    var totalDeadline = NIODeadline.distantFuture
    /// Body bytes at the last time that enough had arrived to move the deadline.
    private var progressMark = 0
    var isDraining = false
    var hasServedRequest = false
    /// Whether the answer closes the connection, because throwing the rest of the body away would take too long.
    var isBodyTooLong = false
    var isPaused = false
    /// Whether held arrivals are being served, so that an answer within does not start over, one deeper in the stack.
    var isResuming = false
    var held = CircularBuffer<Arrival>()

    init(_ shared: IngestContext, loop: LoopContext, member: ConnectionCensus.Member) {
        self.shared = shared
        self.loop = loop
        self.member = member
        self.peer = member.address
        self.peerText = "\(member.address)"
        self.judge = HeadJudge(context: shared)
        self.deadline = .now() + shared.settings.limits.headerTimeout
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        loop.add(self)
    }

    /// Also for a channel that was closed before it became active.
    func handlerRemoved(context: ChannelHandlerContext) {
        depart()
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        if loop.isDraining { beginDraining() }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        depart()
        context.fireChannelInactive()
    }

    private func depart() {
        releaseBody()
        phase = .closing
        held.removeAll()
        loop.remove(self)
        shared.census.leave(member)
        shared.metrics.connections.record(shared.census.count)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        arrive(.part(unwrapInboundIn(data)), context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { arrive(.inputClosed, context) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { resumeHeld(context) }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let fault as HTTPParserError:
            // At the end of a connection the decoder reports what was left unfinished; nobody waits for an answer.
            if context.channel.isActive { arrive(.fault(fault), context) }
        case ByteToMessageDecoderError.dataReceivedInErrorState:
            // More of what could not be read; the fault itself has arrived.
            break
        default:
            // Broken TLS, a reset, or bytes behind an upgrade: there is nobody left to answer.
            context.close(promise: nil)
        }
    }

    // MARK: Requests

    var isBusy: Bool {
        if case .answering = phase { return true }
        return context?.channel.isWritable == false
    }

    private func arrive(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        if case .closing = phase { return }
        if isBusy || !held.isEmpty {
            held.append(arrival)
            setPaused(true)
        } else {
            take(arrival, context)
        }
    }

    func take(_ arrival: Arrival, _ context: ChannelHandlerContext) {
        switch (arrival, phase) {
        case (.part(.head(let head)), .awaitingHead): begin(head, context)
        case (.part(.body(let bytes)), .receiving(let request)): collect(bytes, of: request, context)
        case (.part(.end), .receiving(let request)): finishBody(of: request, context)
        case (.part(.end), .discarding): awaitNext(context)
        case (.fault, .discarding), (.inputClosed, _): linger(context)
        case (.fault(.headerOverflow), _):
            answerRaw(code: 431, message: "Exceeded maximum allowed HTTP header size", errorCode: nil, context)
        case (.fault, _): answerRaw(code: 400, message: "Client Error", errorCode: nil, context)
        default: break
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        member.idleSince.store(0, ordering: .relaxed)
        hasServedRequest = true
        isBodyTooLong = false
        let now = NIODeadline.now()
        let limits = shared.settings.limits
        totalDeadline = now + limits.totalTimeout
        deadline = now + limits.bodyProgressTimeout
        progressMark = 0
        let decision = judge.decide(head, peer: peer, peerText: peerText)
        if case .receive = decision {} else { refuseRest(of: head) }
        switch decision {
        case .receive(let request, let sendsContinue):
            phase = .receiving(request)
            if sendsContinue {
                context.writeAndFlush(
                    wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")),
                    promise: nil
                )
            }
        case .answer(let answer, let facts):
            phase = .discarding
            respond(answer, facts, context)
        case .notFound(let method, let uri, let facts):
            phase = .discarding
            var body = ByteBuffer(string: "{\"message\":")
            body.writeJSONString("Route \(method):\(uri) not found")
            body.writeStaticString(",\"error\":\"Not Found\",\"statusCode\":404}")
            respond(code: 404, body: body, facts, context)
        case .preflight(let headers, let facts):
            phase = .discarding
            respondPreflight(headers, facts, context)
        case .testConnection(let version, let client, let facts):
            phase = .discarding
            let body = ConnectionTest(context: shared).body(versionHeader: version, client: client)
            respond(code: 200, body: body, facts, context)
        case .health(let isReadiness, let facts):
            phase = .discarding
            let report = shared.health()
            let code = isReadiness && !report.isReady ? 503 : 200
            respond(code: code, body: report.body(isReadiness: isReadiness), facts, context)
        case .raw(let code, let message, let errorCode):
            answerRaw(code: code, message: message, errorCode: errorCode, context)
        }
    }

    /// Prepares for a body that nobody wants: the connection counts as idle, and a long body ends it.
    private func refuseRest(of head: HTTPRequestHead) {
        member.idleSince.store(shared.monotonicMilliseconds, ordering: .relaxed)
        isBodyTooLong =
            head.headers.statedLength > shared.settings.limits.maximumDiscardedBytes
            || head.headers.contains(name: "transfer-encoding")
    }

    private func collect(_ bytes: ByteBuffer, of request: IngestRequest, _ context: ChannelHandlerContext) {
        let count = bytes.readableBytes
        let total = request.body.readableBytes + count
        guard total <= request.maximumBodyBytes else {
            refuseBody(.tooLarge(limitBytes: request.maximumBodyBytes, what: "body"), of: request, context)
            return
        }
        guard shared.budget.reserve(count, of: total, from: request.client) else {
            refuseBody(.overloaded(limitBytes: shared.budget.limitBytes), of: request, context)
            return
        }
        request.reservedBytes += count
        if request.body.readableBytes == 0 {
            request.body = bytes
        } else {
            request.body.writeImmutableBuffer(bytes)
        }
        let limits = shared.settings.limits
        if total - progressMark >= limits.bodyProgressBytes {
            progressMark = total
            deadline = .now() + limits.bodyProgressTimeout
        }
    }

    private func refuseBody(_ answer: AuditAnswer, of request: IngestRequest, _ context: ChannelHandlerContext) {
        releaseBody()
        phase = .discarding
        respond(answer, request.facts, context)
    }

    private func finishBody(of request: IngestRequest, _ context: ChannelHandlerContext) {
        phase = .answering
        deadline = .distantFuture
        totalDeadline = .distantFuture
        shared.metrics.bodyBytes.increment(by: request.body.readableBytes)
        if request.route == .batch {
            admitBatch(request, context)
        } else {
            admitEvent(request, context)
        }
    }

    private func admitEvent(_ request: IngestRequest, _ context: ChannelHandlerContext) {
        let body = request.isJSON ? request.body : ByteBuffer(string: "null")
        let verdict = body.withUnsafeReadableBytes { loop.admission.admit($0, of: request) }
        switch verdict {
        case .refused(let answer):
            finish(answer, request, context)
        case .admitted(let submission):
            loop.turn.add(submission, of: request, from: self)
        }
    }

    /// Answers with what the journal did.
    func settle(_ request: IngestRequest, _ submission: Submission, _ outcome: AppendOutcome) {
        finish(loop.admission.answer(to: outcome, of: submission, in: request), request, context)
    }

    func finish(_ answer: AuditAnswer, _ request: IngestRequest, _ context: ChannelHandlerContext?) {
        shared.budget.release(request.reservedBytes, from: request.client)
        shared.metrics.countEvent(code: answer.code)
        guard let context, case .answering = phase else { return }
        respond(answer, request.facts, context)
        awaitNext(context)
        resumeHeld(context)
    }
}
