/// How events fared.
package struct PostStatistics: Sendable, Hashable {
    /// Answers by HTTP status, those before a retry included.
    package var answersByStatus: [Int: Int] = [:]

    /// Attempts without any answer.
    package var failedAttempts = 0

    /// Events answered 202 in the end.
    package var accepted = 0

    /// Events given up: refused for good, or tried too often.
    package var givenUp = 0

    /// Attempts after the first one.
    package var retries = 0

    /// The reason of the last attempt without an answer.
    package var lastFailure: String?

    /// Nothing posted yet.
    package init() {}
}
