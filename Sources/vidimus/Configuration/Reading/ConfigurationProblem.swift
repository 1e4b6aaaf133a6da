/// One thing that is wrong with a configuration file.
package struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    /// The path of the file, as given by whoever started the program.
    package let file: String

    /// The line, counted from 1; nil when the file can't be read at all.
    package let line: Int?

    /// The dotted path of keys, such as `Butler-SOS.auditEvents.port`; empty where the file as a whole is meant.
    package let key: String

    /// What is wrong and what is allowed; never the value of a secret.
    package let message: String

    /// Creates a problem; control characters of `key` and `message` are made visible.
    package init(file: String, line: Int?, key: String, message: String) {
        self.file = file
        self.line = line
        self.key = Self.printable(key)
        self.message = Self.printable(message)
    }

    /// `file:line: key: message` on one line.
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return key.isEmpty ? "\(place): \(message)" : "\(place): \(key): \(message)"
    }

    /// `text` with control characters written as `\u{…}`, so that a file can't forge lines of a log.
    static func printable(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
