import AuditTesting
import Foundation
import Testing

/// A witness beside a running server, and one without a network.
@Suite(.serialized, .inTurn) struct WitnessTests {
    private func run(_ arguments: [String]) throws -> String {
        let result = try VidimusProcess.run(arguments)
        try #require(result.status == 0, "\(arguments): \(result.errors)")
        return result.output
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func cosigned(_ server: TestServer, where isEnough: (String) -> Bool) throws -> String {
        for _ in 0..<1_200 {
            if let (code, text) = server.ask("/log/cosigned-checkpoint"), code == 200, isEnough(text) { return text }
            Thread.sleep(forTimeInterval: 0.05)
        }
        Issue.record("no cosignature came")
        return ""
    }

    @Test func aWitnessThatIsConfiguredCosignsAndIsAskedAgainAfterARestart() throws {
        let folder = try TestFolder()
        let (data, state) = (folder.path + "/data", folder.path + "/witness")
        let first = try TestServer(data: data)
        let logKey = try #require(first.ask("/log/key")).1.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(try #require(first.ask("/log/cosigned-checkpoint")).0 == 404)
        #expect(first.stop() == 0)
        let key = try run(["witness", "key", "--state", state, "--name", "witness.example/one"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let witness = try VidimusProcess(["witness", "serve", "--state", state, "--log-key", logKey, "--port", "0"])
        let url = try witness.waitFor(#/Witness is listening address=(http:\/\/[^ \n]*)/#)
        let path = folder.path + "/vidimus.yaml"
        try write("Vidimus: {log: {witnesses: [{key: \(key), url: '\(url)'}]}}", to: path)
        for count in 1...2 {
            let server = try TestServer(data: data, arguments: ["--config", path])
            let size = try #require(server.ask("/log/checkpoint")).1.split(separator: "\n")[1]
            let text = try cosigned(server) { Int($0.split(separator: "\n")[1]) ?? 0 >= Int(size) ?? 0 }
            #expect(text.contains("\n— witness.example/one "), "start \(count)")
            #expect(server.stop() == 0)
        }
        witness.kill(SIGTERM)
        #expect(witness.waitForExit() == 0)
    }

    @Test func aWitnessWithoutANetworkWorksByFiles() throws {
        let folder = try TestFolder()
        let (data, state) = (folder.path + "/data", folder.path + "/witness")
        let server = try TestServer(data: data)
        let logKey = try #require(server.ask("/log/key")).1.trimmingCharacters(in: .whitespacesAndNewlines)
        let key = try run(["witness", "key", "--state", state, "--name", "witness.example/safe"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let (request, answer) = (folder.path + "/request", folder.path + "/answer")
        try write(try run(["log", "witness-request", "--data", data]), to: request)
        try write(try run(["witness", "cosign", "--state", state, "--log-key", logKey, request]), to: answer)
        _ = try run(["log", "add-cosignature", "--data", data, "--witness-key", key, answer])
        #expect(try cosigned(server) { _ in true }.contains("\n— witness.example/safe "))
        let forged = try String(contentsOfFile: answer, encoding: .utf8).replacing("log\n", with: "log\n1")
        try write(forged, to: answer)
        let refused = try VidimusProcess.run(
            ["log", "add-cosignature", "--data", data, "--witness-key", key, answer]
        )
        #expect(refused.status == 1 && refused.errors.contains("is no checkpoint of this log"), "\(refused.errors)")
        #expect(server.stop() == 0)
        try write(try run(["log", "witness-request", "--data", data]), to: request)
        let behind = try VidimusProcess.run(["witness", "cosign", "--state", state, "--log-key", logKey, request])
        #expect(behind.status == 1 && behind.errors.contains("the proof has to begin there"), "\(behind.errors)")
    }
}
