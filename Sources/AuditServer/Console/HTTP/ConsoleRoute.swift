/// One thing that can be asked of the console: what, by whom, and how it is recorded.
///
/// The router is built from the table of these, so there is no page without somebody named who may see it. A class, as
/// all that asynchronous functions of the console hand on: Swift 6.3 loses the balance of the stack in release builds
/// where such a function takes more than the registers hold.
package final class ConsoleRoute: Sendable {
    /// What a browser asks with.
    package enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    /// How the journal learns of it.
    enum Recording: Sendable, Hashable {
        /// Not at all: nothing of the evidence is shown or changed.
        case none
        /// As `console.viewed`, before the answer leaves.
        case view
        /// As `console.exported`, before the answer leaves.
        case export
        /// The handler appends a record of its own.
        case byHandler
    }

    /// Names it in records and in the navigation.
    package let name: String
    /// What it is asked with.
    package let method: Method
    /// Pattern of the path: `:name` stands for one part.
    package let path: String
    /// Who may.
    package let access: ConsoleAccess
    let recording: Recording
    let answer: @Sendable (ConsoleRequest, ConsoleServices) async throws -> ConsoleAnswer

    /// Whether it answers with pages, and not with files that are the same for everybody.
    var isForPeople: Bool { name != "asset" }

    init(
        _ name: String,
        _ method: Method,
        _ path: String,
        _ access: ConsoleAccess,
        recording: Recording,
        answer: @escaping @Sendable (ConsoleRequest, ConsoleServices) async throws -> ConsoleAnswer
    ) {
        self.name = name
        self.method = method
        self.path = path
        self.access = access
        self.recording = recording
        self.answer = answer
    }
}
