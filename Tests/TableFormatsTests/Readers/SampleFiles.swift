import AuditTesting
import Foundation

/// A folder with the sample files, written by the executable `table-format-samples`.
final class SampleFiles: Sendable {
    struct Result {
        let status: Int32
        /// Standard output, then standard error.
        let text: String
    }

    enum Failure: Error {
        case noExecutable(String)
        case notWritten(Result)
    }

    let folder: URL

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The product that was built together with these tests.
    private static let executable: String = {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let builds = ["release", "debug"].map { root.appending(path: ".build/\($0)") }
        return ([bundle, bundle.deletingLastPathComponent()] + builds)
            .map { $0.appending(path: "table-format-samples").path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "table-format-samples-is-not-built"
    }()

    /// Writes the samples of these names, or all.
    init(_ names: [String] = []) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vidimus-tables-\(UUID().uuidString)")
        guard FileManager.default.isExecutableFile(atPath: Self.executable) else {
            throw Failure.noExecutable(Self.executable)
        }
        let result = try Self.run([Self.executable, folder.path] + names)
        guard result.status == 0 else { throw Failure.notWritten(result) }
    }

    deinit {
        // A folder that stays behind in the temporary directory harms nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Flips the lowest bit of one byte of a file.
    func damage(_ name: String, at position: (Data) -> Data.Index?) throws {
        let file = folder.appending(path: name)
        var data = try Data(contentsOf: file)
        guard let index = position(data) else { throw CocoaError(.fileReadCorruptFile) }
        data[index] ^= 1
        try data.write(to: file)
    }

    /// Has the independent readers look at the folder.
    func check(_ options: [String] = []) throws -> Result {
        let script = Self.root.appending(path: "scripts/check-tables").path
        // The folder goes with this object, and the script needs it until it ends.
        return try withExtendedLifetime(self) { try Self.run([script] + options + [folder.path]) }
    }

    private static func run(_ command: [String]) throws -> Result {
        let child = try ChildProcess(command)
        let status = child.waitForEnd()
        return Result(status: status, text: child.output + child.errors)
    }
}
