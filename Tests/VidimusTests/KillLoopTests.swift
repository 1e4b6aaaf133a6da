import AuditTesting
import Foundation
import Testing

/// Kills at random moments, with posters that remember every 202.
@Suite(.serialized, .inTurn)
struct KillLoopTests {
    private func soak(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let child = try ChildProcess(
            [root.appending(path: "scripts/soak").path] + arguments,
            environment: ["VIDIMUS_EXECUTABLE": VidimusProcess.executable]
        )
        let status = child.waitForEnd()
        return (status, child.output + child.errors)
    }

    @Test func fiftyKillsLoseAndDoubleNothing() throws {
        let result = try soak(["kill", "--cycles", "50", "--seed", "1"])
        #expect(result.status == 0, "\(result.output)")
        // The files of every destination were compared by programs that are not ours.
        #expect(result.output.contains(#/parquet: \d+ rows, equal to the journal's events/#), "\(result.output)")
        #expect(result.output.contains(#/qvd: \d+ rows, equal to the journal's events/#), "\(result.output)")
    }

    @Test func killsLoseNoScreenshot() throws {
        let result = try soak(["screenshots", "--cycles", "10", "--seed", "1"])
        #expect(result.status == 0, "\(result.output)")
    }

    @Test func powerCutsThatTakeBackUnsyncedWritesLoseAndDoubleNothing() throws {
        let result = try soak(["power", "--cycles", "10", "--seed", "1"])
        #expect(result.status == 0, "\(result.output)")
    }
}
