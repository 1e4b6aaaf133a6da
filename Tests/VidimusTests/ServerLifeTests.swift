import AuditTesting
import Foundation
import Testing

/// What a server does with signals, limits and switches of its surroundings.
@Suite(.serialized, .inTurn)
struct ServerLifeTests {
    /// Starts a server with a configuration and waits for its operators' door.
    private func serve(
        _ folder: TestFolder,
        enable: Bool,
        launcher: [String] = []
    ) throws -> (process: VidimusProcess, operatorPort: Int) {
        let config = folder.path + "/config.yaml"
        try """
        Butler-SOS:
          auditEvents:
            enable: \(enable)
            host: 127.0.0.1
            port: 0
            apiToken: secret
            destination: {enable: false, type: json}
        Vidimus:
          operator: {port: 0}
        """.write(toFile: config, atomically: true, encoding: .utf8)
        let process = try VidimusProcess(
            ["serve", "--config", config, "--data", folder.path + "/data"],
            launcher: launcher
        )
        let port = try process.waitFor(#/Operator door is listening address=http:\/\/[^ \n]*:(\d+)/#)
        return (process, try #require(Int(port)))
    }

    private func ready(_ port: Int) -> Int? {
        HTTPCall.run(port: port, method: "GET", path: "/health/ready", headers: [:], body: [])?.0
    }

    @Test func aDisabledDoorIsNotOpened() throws {
        let folder = try TestFolder()
        let (process, operatorPort) = try serve(folder, enable: false)
        #expect(ready(operatorPort) == 200)
        process.kill(SIGTERM)
        #expect(process.waitForExit() == 0)
        #expect(!process.errorText.contains("AUDIT API: Listening"))
    }

    @Test func aReloadWithoutCertificatesIsHarmless() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        for _ in 0..<3 {
            server.process.kill(SIGHUP)
            #expect(try #require(server.post(TestEvent.selection())).0 == 202)
        }
        _ = try server.process.waitFor(#/(Nothing to reload)/#)
        #expect(server.stop() == 0)
    }

    /// Sent before the program began, so that no time is left in which a signal could come too early.
    @Test(arguments: ["TERM", "INT"])
    func aSignalBeforeTheFirstInstructionIsAnOrderlyStop(signal: String) throws {
        let folder = try TestFolder()
        let script = """
            import os, signal, sys
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIG\(signal)])
            os.kill(os.getpid(), signal.SIG\(signal))
            os.execv(sys.argv[1], sys.argv[1:])
            """
        let data = folder.path + "/data"
        let result = try VidimusProcess.run(
            ["serve", "--data", data, "--port", "0", "--operator-port", "0"],
            launcher: ["python3", "-c", script]
        )
        #expect(result.status == 0)
        // The log's key, the start and the stop are on record.
        #expect(result.errors.contains("Stopped records=3"))
        #expect(try VidimusProcess.run(["verify", "--data", data]).status == 0)
    }

    /// At any later instant too, as far as a test can meet it; what was left is whole each time.
    @Test func aSignalWhileItStartsIsAnOrderlyStop() throws {
        let folder = try TestFolder()
        let script = """
            import os, signal, subprocess, sys, time
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
            for step in range(60):
                child = subprocess.Popen(sys.argv[1:], stderr=subprocess.DEVNULL)
                time.sleep(step / 1000)
                child.send_signal(signal.SIGTERM)
                if child.wait() != 0: sys.exit(f"{child.returncode} after {step} ms")
            """
        let result = try VidimusProcess.run(
            ["serve", "--data", folder.path + "/data", "--port", "0", "--operator-port", "0"],
            launcher: ["python3", "-c", script]
        )
        #expect(result.status == 0, "\(result.errors)")
        #expect(try VidimusProcess.run(["verify", "--data", folder.path + "/data"]).status == 0)
    }

    @Test func fewDescriptorsMeanFewConnectionsAndNoFailure() throws {
        let folder = try TestFolder()
        let (process, operatorPort) = try serve(
            folder,
            enable: true,
            launcher: ["sh", "-c", "ulimit -n 300; exec \"$@\"", "sh"]
        )
        let text = try process.waitFor(#/AUDIT API: Listening address=http:\/\/[^ \n]*:(\d+)/#)
        let port = try #require(Int(text))
        // Room for 44 connections is left, 11 of one address; idle ones give way.
        var held: [Int32] = []
        defer { for descriptor in held { close(descriptor) } }
        for _ in 0..<200 { held.append(try #require(HTTPCall.connection(to: port))) }
        let headers = ["Authorization": "Bearer secret", "Content-Type": "application/json"]
        let answer = HTTPCall.run(
            port: port,
            method: "POST",
            path: "/api/v1/audit-event",
            headers: headers,
            body: Array(TestEvent.selection().utf8)
        )
        #expect(answer?.0 == 202)
        #expect(ready(operatorPort) == 200)
        process.kill(SIGTERM)
        #expect(process.waitForExit() == 0)
    }

    @Test func aStopIsWithinItsBoundThoughAClientNeverFinishes() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let descriptor = try #require(HTTPCall.connection(to: server.port))
        defer { close(descriptor) }
        let start =
            "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(server.token)\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        #expect(Array(start.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == start.utf8.count)
        #expect(try #require(server.post(TestEvent.selection())).0 == 202)
        #expect(server.stop() == 0)
        #expect(server.process.errorText.contains("Stopped"))
    }
}
