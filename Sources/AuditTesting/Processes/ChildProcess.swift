import Foundation
import Synchronization

/// A command that runs beside the tests, with its output in files.
///
/// Its output goes to files and not through pipes, because it is then complete as soon as the command has ended,
/// however busy the machine is.
package final class ChildProcess: Sendable {
    /// The command could not be started.
    package struct StartFailure: Error {
        /// The command with its arguments.
        package let command: [String]
        /// The system's error code.
        package let code: Int32
    }

    /// Milliseconds between two looks whether the command has ended.
    private static let lookMilliseconds: UInt32 = 2

    /// The process's number; it belongs to somebody else once the end was seen.
    package let processID: pid_t

    private let folder: URL
    /// The exit status once the end was seen.
    private let end = Mutex<Int32?>(nil)

    /// Starts `command`, looked up in the path, with `environment` added to the present one.
    package init(_ command: [String], environment: [String: String] = [:], input: String = "") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vidimus-child-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(input.utf8).write(to: folder.appending(path: "input"))
        let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        processID = try Self.spawn(command, merged.map { "\($0)=\($1)" }, in: folder)
    }

    deinit {
        if end.withLock({ $0 == nil }) {
            kill(processID, SIGKILL)
            waitForEnd()
        }
        // A folder that stays behind in the temporary directory harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Everything written to standard output so far.
    package var output: String { text("output") }

    /// Everything written to standard error so far.
    package var errors: String { text("errors") }

    /// Whether the end has not been seen yet.
    package var isRunning: Bool { reap() == nil }

    /// Sends a signal, unless the command has ended.
    package func signal(_ number: Int32) {
        end.withLock { status in
            if status == nil { kill(processID, number) }
        }
    }

    /// Waits for the end; returns the exit status, or 128 + signal.
    @discardableResult
    package func waitForEnd() -> Int32 {
        while true {
            if let status = reap() { return status }
            usleep(Self.lookMilliseconds * 1_000)
        }
    }

    private func reap() -> Int32? {
        end.withLock { status in
            if status != nil { return status }
            var raw: Int32 = 0
            guard waitpid(processID, &raw, WNOHANG) == processID else { return nil }
            let signal = raw & 0x7F
            status = signal == 0 ? (raw >> 8) & 0xFF : 128 + signal
            return status
        }
    }

    private func text(_ name: String) -> String {
        // The file exists since the start; an unreadable one shows as missing output in the test.
        String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
    }

    private static func spawn(_ command: [String], _ environment: [String], in folder: URL) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let outputFlags = O_WRONLY | O_CREAT | O_APPEND
        let files = [
            (STDIN_FILENO, "input", O_RDONLY), (STDOUT_FILENO, "output", outputFlags),
            (STDERR_FILENO, "errors", outputFlags),
        ]
        for (descriptor, name, flags) in files {
            posix_spawn_file_actions_addopen(&actions, descriptor, folder.appending(path: name).path, flags, 0o600)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A runner may ignore or block signals; the command must start as a user's shell would start it.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var processID = pid_t()
        let code = posix_spawnp(&processID, command[0], &actions, &attributes, arguments, variables)
        guard code == 0 else { throw StartFailure(command: command, code: code) }
        return processID
    }
}
