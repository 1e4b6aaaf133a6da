import Dispatch
import Foundation
import Testing

/// Kills at random moments, with posters that remember every 202.
@Suite(.serialized)
struct KillLoopTests {
    private func soak(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = root.appending(path: "scripts/soak")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["VIDIMUS_EXECUTABLE": VidimusProcess.executable]
        ) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        // Not `waitUntilExit`, which spins a run loop that threads of a pool don't have.
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        ended.wait()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    @Test func fiftyKillsLoseAndDoubleNothing() throws {
        let result = try soak(["kill", "--cycles", "50", "--seed", "1"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test func powerCutsThatTakeBackUnsyncedWritesLoseAndDoubleNothing() throws {
        let result = try soak(["power", "--cycles", "10", "--seed", "1"])
        #expect(result.status == 0, "\(result.output)")
    }
}
