import NIOCore
import NIOHTTP1

/// What is written to a connection: a request, and the promise of its answer.
struct ExchangeOrder: Sendable {
    /// An answer, and whether the connection can take another request.
    struct Outcome: Sendable {
        let answer: ExchangeAnswer
        let isReusable: Bool
    }

    let head: HTTPRequestHead
    let body: ByteBuffer
    let limits: ExchangeLimits
    /// Hears how far it comes.
    let progress: ExchangeProgress
    /// When the time for everything began to run.
    let start: ContinuousClock.Instant
    let promise: EventLoopPromise<Outcome>
}
