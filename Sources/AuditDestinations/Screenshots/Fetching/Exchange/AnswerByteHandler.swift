import NIOCore

/// Says that bytes of an answer come, before anybody has made sense of them.
final class AnswerByteHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// Bytes came.
    struct Event: Sendable {}

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireUserInboundEventTriggered(Event())
        context.fireChannelRead(data)
    }
}
