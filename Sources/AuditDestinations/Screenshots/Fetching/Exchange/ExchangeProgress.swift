import Synchronization

/// How far a request came; read when there is no whole answer, since the server may have acted all the same.
package final class ExchangeProgress: Sendable {
    private struct State {
        var isSent = false
        var hasAnswerBegun = false
        var head: ExchangeHead?
    }

    private let state = Mutex(State())

    /// Nothing has happened yet.
    package init() {}

    /// Whether the whole head of the request was given to the operating system, TLS included.
    package var isSent: Bool { state.withLock { $0.isSent } }

    /// Whether a byte of the answer came.
    package var hasAnswerBegun: Bool { state.withLock { $0.hasAnswerBegun } }

    /// The head of the answer, nil until it came.
    package var head: ExchangeHead? { state.withLock { $0.head } }

    /// The request is on its way.
    func sent() {
        state.withLock { $0.isSent = true }
    }

    /// Bytes of the answer came.
    func answerBegan() {
        state.withLock { $0.hasAnswerBegun = true }
    }

    /// The head of the answer came.
    func received(_ head: ExchangeHead) {
        state.withLock { state in
            state.isSent = true
            state.hasAnswerBegun = true
            state.head = head
        }
    }
}
