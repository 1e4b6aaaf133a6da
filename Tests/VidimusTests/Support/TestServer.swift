import Foundation

/// A running `vidimus serve` on free ports, with the token of its data directory.
final class TestServer: Sendable {
    let process: VidimusProcess
    let port: Int
    let operatorPort: Int
    let data: String
    let token: String

    init(data: String, arguments: [String] = [], launcher: [String] = []) throws {
        self.data = data
        process = try VidimusProcess(
            ["serve", "--data", data, "--port", "0", "--operator-port", "0"] + arguments,
            launcher: launcher
        )
        port = Int(try process.waitFor(#/AUDIT API: Listening address=https?:\/\/[^ \n]*:(\d+)/#)) ?? 0
        operatorPort = Int(try process.waitFor(#/Operator door is listening address=http:\/\/[^ \n]*:(\d+)/#)) ?? 0
        token = try String(contentsOfFile: data + "/keys/ingestion-token", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Posts one envelope and returns status and body; nil when the connection broke.
    func post(_ body: String, path: String = "/api/v1/audit-event", type: String = "application/json") -> (Int, String)?
    {
        HTTPCall.run(port: port, method: "POST", path: path, headers: headers(type), body: Array(body.utf8))
    }

    /// Makes the connection test that a client makes.
    func test() -> (Int, String)? {
        HTTPCall.run(
            port: port,
            method: "GET",
            path: "/api/v1/test-connection",
            headers: headers("application/json"),
            body: []
        )
    }

    /// Asks the operator door.
    func ask(_ path: String) -> (Int, String)? {
        HTTPCall.run(port: operatorPort, method: "GET", path: path, headers: [:], body: [])
    }

    /// Ends it with SIGTERM and returns the exit status.
    func stop() -> Int32 {
        process.kill(SIGTERM)
        return process.waitForExit()
    }

    private func headers(_ type: String) -> [String: String] {
        ["Authorization": "Bearer \(token)", "Content-Type": type, "X-Audit-QS-Version": "0.4.1"]
    }
}
