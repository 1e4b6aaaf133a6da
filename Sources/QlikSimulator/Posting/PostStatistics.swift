/// How events fared.
package struct PostStatistics: Sendable, Hashable {
    /// Answers by HTTP status, those before a retry included.
    package var answersByStatus: [Int: Int] = [:]

    /// Attempts without any answer.
    package var failedAttempts = 0

    /// Events answered 202 in the end.
    package var accepted = 0

    /// Those of them that the server had already, as far as it said so.
    package var duplicates = 0

    /// Events given up: refused for good, or tried too often.
    package var givenUp = 0

    /// Attempts after the first one.
    package var retries = 0

    /// The reason of the last attempt without an answer.
    package var lastFailure: String?

    /// Nothing posted yet.
    package init() {}

    /// Counts an answer; one that is worth repeating settles nothing yet.
    mutating func count(_ answer: PostAnswer) {
        answersByStatus[answer.status, default: 0] += 1
        if answer.isWorthRepeating { return }
        if answer.status == 202 { accepted += 1 } else { givenUp += 1 }
        if answer.isDuplicate { duplicates += 1 }
    }
}
