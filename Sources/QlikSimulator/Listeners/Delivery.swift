/// An answer and the way in which it reaches the client, which may be none.
struct Delivery: Sendable, Equatable {
    /// The ways.
    enum Manner: Sendable, Equatable {
        /// As HTTP has it.
        case whole
        /// The body compressed with gzip.
        case compressed
        /// Instead of the body, a gzip of this many zeros.
        case bomb(Int)
        /// The body filled up with zeros to this many bytes.
        case padded(Int)
        /// One byte of the body each interval.
        case drip(Duration)
        /// Only so many bytes of the body, then the end of the connection.
        case truncated(Int)
        /// Chunks that can't be read, then the end of the connection.
        case brokenChunks
        /// The head, then the end of the connection.
        case dropAfterHead
        /// The end of the connection.
        case dropBeforeHead
        /// Nothing at all.
        case never
    }

    var answer: SiteAnswer
    var manner = Manner.whole
    /// How much later it begins.
    var delay = Duration.zero

    init(_ answer: SiteAnswer) {
        self.answer = answer
    }

    /// The status that the client sees; nil when it sees none.
    var status: Int? {
        switch manner {
        case .never, .dropBeforeHead: nil
        default: answer.status
        }
    }
}
