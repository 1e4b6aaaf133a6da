import Dispatch
import Foundation
import Synchronization

/// The real `vidimus` executable, run as a user would run it.
final class VidimusProcess: @unchecked Sendable {
    // Process and Pipe are only touched by the test that made them; output is guarded by its own lock.

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

    private final class Output: Sendable {
        private let bytes = Mutex<[UInt8]>([])

        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

        func append(_ data: Data) { bytes.withLock { $0 += data } }
    }

    private let process = Process()
    private let ended = DispatchSemaphore(value: 0)
    private let output = Output()
    private let errors = Output()

    /// Starts `vidimus` with `arguments`, or `launcher` with it as its last arguments.
    init(_ arguments: [String], launcher: [String] = [], environment: [String: String] = [:]) throws {
        guard FileManager.default.isExecutableFile(atPath: Self.executable) else {
            throw Failure.noExecutable(Self.executable)
        }
        let command = launcher + [Self.executable] + arguments
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        for (pipe, sink) in [(Pipe(), output), (Pipe(), errors)] {
            pipe.fileHandleForReading.readabilityHandler = { handle in
                let data = handle.availableData
                if data.isEmpty { handle.readabilityHandler = nil } else { sink.append(data) }
            }
            if sink === output { process.standardOutput = pipe } else { process.standardError = pipe }
        }
        process.terminationHandler = { [ended] _ in ended.signal() }
        try process.run()
    }

    deinit {
        if process.isRunning { kill(SIGKILL) }
    }

    var errorText: String { errors.text }
    var outputText: String { output.text }
    var processID: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    func kill(_ signal: Int32) {
        Foundation.kill(process.processIdentifier, signal)
    }

    /// Waits for the end and returns the exit status; killed by a signal counts as 128 + signal.
    @discardableResult
    func waitForExit() -> Int32 {
        // Not `waitUntilExit`, which spins a run loop that threads of a pool don't have.
        ended.wait()
        ended.signal()
        let status = process.terminationStatus
        return process.terminationReason == .uncaughtSignal ? 128 + status : status
    }

    /// Waits until standard error matches, and returns the first group.
    func waitFor(_ pattern: Regex<(Substring, Substring)>, seconds: Int = 60) throws -> String {
        let deadline = Date().addingTimeInterval(TimeInterval(seconds))
        while Date() < deadline {
            if let match = errorText.firstMatch(of: pattern) { return String(match.output.1) }
            if !process.isRunning {
                // What was written before the end may still be on its way through the pipe.
                Thread.sleep(forTimeInterval: 0.05)
                if let match = errorText.firstMatch(of: pattern) { return String(match.output.1) }
                throw Failure.ended(status: process.terminationStatus, errors: errorText)
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        throw Failure.neverSaid("\(pattern)", errors: errorText)
    }

    /// Runs a command to its end.
    static func run(_ arguments: [String]) throws -> Result {
        let process = try VidimusProcess(arguments)
        let status = process.waitForExit()
        // The end of the process is not yet the end of what it wrote: wait until nothing more has come for a while.
        var seen = -1
        while seen != process.outputText.utf8.count {
            seen = process.outputText.utf8.count
            Thread.sleep(forTimeInterval: 0.5)
        }
        return Result(status: status, output: process.outputText, errors: process.errorText)
    }
}
