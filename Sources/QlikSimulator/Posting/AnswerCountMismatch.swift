/// A server gave a batch more or fewer answers than it has events, so that nobody can tell which belong together.
struct AnswerCountMismatch: Error, CustomStringConvertible {
    let events: Int
    let answers: Int

    var description: String { "\(answers) answers to \(events) events" }
}
