import NIOCore
import NIOHTTP1
import Synchronization

/// Answers, and what a connection does between and after them.
extension IngestConnection {
    /// Largest body whose storage is kept for the next answer.
    private static let largestKeptBodyBytes = 16 * 1_024

    func respond(_ answer: AuditAnswer, _ facts: ResponseWriter.RequestFacts, _ context: ChannelHandlerContext) {
        var body = ByteBuffer()
        body.reserveCapacity(256)
        loop.bodies(at: shared.wallClock()).write(answer, to: &body)
        var facts = facts
        if answer.closesConnection { facts.keepsAlive = false }
        respond(code: answer.code, body: body, retryAfterSeconds: answer.retryAfterSeconds, facts, context)
    }

    func respond(
        code: Int,
        body: ByteBuffer,
        contentType: StaticString = "application/json; charset=utf-8",
        retryAfterSeconds: Int? = nil,
        _ facts: ResponseWriter.RequestFacts,
        _ context: ChannelHandlerContext
    ) {
        var facts = facts
        if isDraining || isBodyTooLong { facts.keepsAlive = false }
        loop.scratch.clear()
        shared.writer.write(
            code: code,
            body: body,
            contentType: contentType,
            retryAfterSeconds: retryAfterSeconds,
            date: loop.dateHeader(at: shared.wallClock()),
            for: facts,
            to: &loop.scratch
        )
        send(code: code, closes: !facts.keepsAlive, context)
        // Storage as large as a batch's answer must not be taken again for every small one.
        if body.readableBytes > Self.largestKeptBodyBytes { loop.scratch = ByteBuffer() }
    }

    func respondPreflight(
        _ headers: HTTPHeaders,
        _ facts: ResponseWriter.RequestFacts,
        _ context: ChannelHandlerContext
    ) {
        var facts = facts
        if isDraining || isBodyTooLong { facts.keepsAlive = false }
        loop.scratch.clear()
        let code = shared.writer.writePreflight(
            requestedMethod: headers.first(name: "access-control-request-method"),
            requestedHeaders: headers.first(name: "access-control-request-headers"),
            asksForPrivateNetwork: headers.first(name: "access-control-request-private-network") == "true",
            date: loop.dateHeader(at: shared.wallClock()),
            for: facts,
            to: &loop.scratch
        )
        send(code: code, closes: !facts.keepsAlive, context)
    }

    /// Answers below the routes and closes; an empty `message` means an empty body.
    func answerRaw(code: Int, message: String, errorCode: String?, _ context: ChannelHandlerContext) {
        if case .closing = phase { return }
        var body = ByteBuffer()
        if !message.isEmpty {
            body.writeStaticString("{\"error\":")
            body.writeJSONString(HTTPResponseStatus(statusCode: code).reasonPhrase)
            if let errorCode {
                body.writeStaticString(",\"code\":")
                body.writeJSONString(errorCode)
            }
            body.writeStaticString(",\"message\":")
            body.writeJSONString(message)
            body.writeString(",\"statusCode\":\(code)}")
        }
        loop.scratch.clear()
        shared.writer.writeRaw(
            code: code,
            body: body,
            date: loop.dateHeader(at: shared.wallClock()),
            to: &loop.scratch
        )
        send(code: code, closes: true, context)
    }

    private func send(code: Int, closes: Bool, _ context: ChannelHandlerContext) {
        shared.metrics.countAnswer(code: code)
        // Before the write, which may already make the channel writable again and let held requests go on.
        if closes { beginClosing() }
        // The channel keeps its own reference; the next `clear` then takes fresh storage if this is still unsent.
        context.writeAndFlush(wrapOutboundOut(loop.scratch), promise: nil)
        if closes { linger(context) }
    }

    private func beginClosing() {
        releaseBody()
        phase = .closing
        held.removeAll()
        member.idleSince.store(shared.monotonicMilliseconds, ordering: .relaxed)
        // As long as a client may leave any other answer unread.
        deadline = .now() + shared.settings.limits.idleTimeout
        totalDeadline = .distantFuture
    }

    /// Once all is sent, ends the sending side and reads on for a moment.
    ///
    /// Closing at once would reset the connection under a client that is still sending, and it would never see its
    /// answer.
    func linger(_ context: ChannelHandlerContext) {
        beginClosing()
        setPaused(false)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenSuccess {
            bound.value.deadline = .now() + bound.value.shared.settings.limits.lingerTimeout
            bound.value.context?.close(mode: .output, promise: nil)
        }
    }

    func releaseBody() {
        if case .receiving(let request) = phase { shared.budget.release(request.reservedBytes, from: request.client) }
    }

    /// Makes the connection ready for the next request, or closes it when the door is closing.
    func awaitNext(_ context: ChannelHandlerContext) {
        if case .closing = phase { return }
        phase = .awaitingHead
        totalDeadline = .distantFuture
        deadline = .now() + shared.settings.limits.idleTimeout
        member.idleSince.store(shared.monotonicMilliseconds, ordering: .relaxed)
        if isDraining { linger(context) }
    }

    /// Serves what arrived while the connection was busy, until it is busy again.
    func resumeHeld(_ context: ChannelHandlerContext) {
        guard !isResuming else { return }
        isResuming = true
        defer { isResuming = false }
        while !isBusy, let arrival = held.popFirst() { take(arrival, context) }
        if held.isEmpty { setPaused(false) }
    }

    /// Stops or restarts reading from the socket.
    func setPaused(_ pauses: Bool) {
        guard isPaused != pauses, let context else { return }
        isPaused = pauses
        context.channel.setOption(.autoRead, value: !pauses).whenFailure { _ in
            // Only a channel that is closing refuses; then there is nothing left to read.
        }
    }

    /// Ends the connection if it took too long, with 408 where a request was under way.
    func closeIfOverdue(at now: NIODeadline) {
        guard now >= deadline || now >= totalDeadline, let context else { return }
        switch phase {
        case .receiving(let request):
            releaseBody()
            phase = .discarding
            respond(.tooSlow, request.facts, context)
        case .awaitingHead where !hasServedRequest:
            answerRaw(code: 408, message: "Request Timeout", errorCode: nil, context)
            // Without waiting for the answer to leave: behind an unfinished TLS handshake it never does.
            deadline = now + shared.settings.limits.lingerTimeout
        case .awaitingHead, .discarding, .answering, .closing:
            closeNow()
        }
    }

    /// Closes now if idle, else after the present answer.
    func beginDraining() {
        isDraining = true
        if case .awaitingHead = phase { closeNow() }
    }

    /// Closes without another word.
    func closeNow() {
        context?.close(promise: nil)
    }
}
