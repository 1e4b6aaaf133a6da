import AuditTesting
import Foundation

/// The real `vidimus` executable, run as a user would run it.
final class VidimusProcess: Sendable {
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    enum Failure: Error {
        case noExecutable(String)
        case ended(status: Int32, errors: String)
        case neverSaid(String, errors: String)
    }

    /// The product that was built together with these tests.
    static let executable: String = {
        if let path = ProcessInfo.processInfo.environment["VIDIMUS_EXECUTABLE"] { return path }
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [bundle, bundle.deletingLastPathComponent()] + VidimusProcess.buildFolders()
        return candidates.map { $0.appending(path: "vidimus").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "vidimus-is-not-built"
    }()

    private static func buildFolders() -> [URL] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return ["release", "debug"].map { root.appending(path: ".build/\($0)") }
    }

    private let child: ChildProcess

    /// Starts `vidimus` with `arguments`, or `launcher` with it as its last arguments.
    init(_ arguments: [String], launcher: [String] = [], environment: [String: String] = [:]) throws {
        guard FileManager.default.isExecutableFile(atPath: Self.executable) else {
            throw Failure.noExecutable(Self.executable)
        }
        child = try ChildProcess(launcher + [Self.executable] + arguments, environment: environment)
    }

    var errorText: String { child.errors }
    var processID: Int32 { child.processID }

    func kill(_ signal: Int32) {
        child.signal(signal)
    }

    /// Waits for the end and returns the exit status; killed by a signal counts as 128 + signal.
    @discardableResult
    func waitForExit() -> Int32 {
        child.waitForEnd()
    }

    /// Waits until standard error matches, and returns the first group.
    func waitFor(_ pattern: Regex<(Substring, Substring)>, seconds: Int = 180) throws -> String {
        let deadline = Date().addingTimeInterval(TimeInterval(seconds))
        while Date() < deadline {
            if let match = errorText.firstMatch(of: pattern) { return String(match.output.1) }
            if !child.isRunning {
                // The line may have been written between the two looks.
                if let match = errorText.firstMatch(of: pattern) { return String(match.output.1) }
                throw Failure.ended(status: child.waitForEnd(), errors: errorText)
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        throw Failure.neverSaid("\(pattern)", errors: errorText)
    }

    /// Runs a command to its end.
    static func run(_ arguments: [String], launcher: [String] = []) throws -> Result {
        let process = try VidimusProcess(arguments, launcher: launcher)
        let status = process.waitForExit()
        return Result(status: status, output: process.child.output, errors: process.errorText)
    }
}
