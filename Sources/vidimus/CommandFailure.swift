/// A command that can't go on, with one line for the person who called it.
struct CommandFailure: Error, CustomStringConvertible {
    /// What is wrong and what to do about it.
    let description: String

    /// Creates a failure from its one line.
    init(_ description: String) {
        self.description = description
    }
}
