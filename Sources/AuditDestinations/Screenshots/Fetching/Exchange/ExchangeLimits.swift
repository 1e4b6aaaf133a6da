/// Bounds of one request and its answer.
package struct ExchangeLimits: Sendable, Hashable {
    /// The most bytes that a picture may have, decoded: 50 MiB.
    package static let maximumBodyBytes = 52_428_800
    /// The most bytes of one header field.
    package static let maximumFieldBytes = 16_384
    /// The most bytes of all header fields.
    package static let maximumHeadBytes = 65_536
    /// The most header fields.
    package static let maximumFields = 128
    /// Connecting never takes longer, whatever the other limits say.
    package static let maximumConnectTime = Duration.seconds(10)

    /// Time without a byte.
    package let idle: Duration
    /// Time for everything.
    package let total: Duration
    /// Decoded bytes of the body.
    package let bodyBytes: Int
    private let connectShare: Duration

    /// Bounds a request.
    package init(idle: Duration, total: Duration, bodyBytes: Int = ExchangeLimits.maximumBodyBytes) {
        precondition(idle > .zero && total > .zero && bodyBytes > 0, "a request takes time and an answer room")
        self.idle = idle
        self.total = total
        self.bodyBytes = bodyBytes
        connectShare = Self.maximumConnectTime
    }

    private init(_ limits: ExchangeLimits, total: Duration, connect: Duration) {
        idle = limits.idle
        self.total = total
        bodyBytes = limits.bodyBytes
        connectShare = connect
    }

    /// The same bounds with less time for everything and for connecting.
    func within(_ total: Duration, connect: Duration) -> ExchangeLimits {
        ExchangeLimits(self, total: total, connect: connect)
    }

    /// Time for connecting.
    var connect: Duration { min(idle, total, connectShare) }
}
