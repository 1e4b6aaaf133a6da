import ArgumentParser
import Logging

/// `vidimus check-config`: finds every mistake of a configuration file at once.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Check a configuration file without starting anything.",
        discussion: """
            Prints one line for each mistake, 'file:line: key: what is wrong and what is allowed', and ends with exit \
            code 78; ends with 0 when there is none. Notes (sections that are not read, authentication switched off) go \
            to standard output and change nothing.
            """
    )

    @Argument(help: "Configuration file (YAML).")
    var file: String

    func run() throws {
        switch ConfigurationLoading.read(file) {
        case .success(let configuration):
            for note in configuration.notes { print("note: \(note)") }
            print("\(file): no problems found")
        case .failure(let problems):
            for problem in problems.problems { StandardError.print("\(problem)") }
            throw ExitStatus.configuration
        }
    }
}
