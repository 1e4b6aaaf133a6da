/// Something in a configuration that is allowed but that its author should know.
package struct ConfigurationNote: Sendable, Hashable, CustomStringConvertible {
    /// How much attention a note deserves.
    package enum Level: Sendable, Hashable {
        /// Good to know.
        case information
        /// Probably not what was meant.
        case warning
    }

    /// How much attention it deserves.
    package let level: Level

    /// The line in the file, counted from 1; nil when the note is about something that isn't written.
    package let line: Int?

    /// The dotted path of keys.
    package let key: String

    /// What to know; never the value of a secret.
    package let message: String

    /// Creates a note; control characters are made visible.
    package init(_ level: Level, line: Int?, key: String, _ message: String) {
        self.level = level
        self.line = line
        self.key = ConfigurationProblem.printable(key)
        self.message = ConfigurationProblem.printable(message)
    }

    /// `key: message`.
    package var description: String {
        "\(key): \(message)"
    }
}
