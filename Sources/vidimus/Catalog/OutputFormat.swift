import ArgumentParser

/// How an answer is printed: for people, or for programs.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// Aligned columns, control characters escaped.
    case table
    /// One object a line, texts as they were sent.
    case json
}
