import AuditTesting
import Foundation
import Testing

/// The whole program in front of a database that refuses its token and even repeats it in its answers.
@Suite(.serialized, .inTurn)
struct InfluxDBTokenTests {
    private static let wrong = "wr0ng-token"
    private static let right = "r1ght-token"

    /// Answers like InfluxDB 2 and keeps the lines of its writes in a file.
    private static let database = """
        import gzip, http.server, os, sys
        folder, token = sys.argv[1:]
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.headers.get("Content-Encoding") == "gzip": body = gzip.decompress(body)
                shown = self.headers.get("Authorization", "")
                if shown != "Token " + token:
                    return self.send(401, '{"code":"unauthorized","message":"no such token: %s"}' % shown)
                if not self.path.startswith("/api/v2/write"): return self.send(404, "{}")
                with open(folder + "/lines", "ab") as file: file.write(body + b"\\n" if body else b"")
                self.send(204, "")
            do_GET = do_POST = answer
            def send(self, status, text):
                self.send_response(status)
                if status != 204: self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())
            def log_message(self, *_): pass
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        with open(folder + "/port.new", "w") as file: file.write(str(server.server_port))
        os.rename(folder + "/port.new", folder + "/port")
        server.serve_forever()
        """

    private let folder: TestFolder
    private let child: ChildProcess
    private let port: Int

    init() throws {
        let folder = try TestFolder()
        self.folder = folder
        child = try ChildProcess(["python3", "-c", Self.database, folder.path, Self.right])
        try Self.wait { FileManager.default.fileExists(atPath: folder.path + "/port") }
        port = try #require(Int(String(contentsOfFile: folder.path + "/port", encoding: .utf8)))
    }

    /// Waits for something that comes soon; the bound is a safety net only.
    private static func wait(_ condition: () throws -> Bool) throws {
        for _ in 0..<3_000 {
            if try condition() { return }
            usleep(20_000)
        }
        Issue.record("it never came")
    }

    private func server(token: String) throws -> TestServer {
        let config = folder.path + "/c.yaml"
        try """
        Butler-SOS:
          auditEvents:
            destination:
              enable: true
              type: influxdb
              influxdb:
                metadata:
                  {host: 127.0.0.1, port: \(port), version: 2, writeFrequency: 0,
                   v2Config: {org: o, bucket: b, token: \(token)}}
        """.write(toFile: config, atomically: true, encoding: .utf8)
        return try TestServer(data: folder.path + "/data", arguments: ["--config", config])
    }

    @Test func aRefusedTokenIsShownWithItsKeyButNeverItself() throws {
        let first = try server(token: Self.wrong)
        for _ in 0..<3 { #expect(try #require(first.post(TestEvent.selection())).0 == 202) }
        let healthy = #"vidimus_destination_healthy{destination="influxdb"}"#
        try Self.wait { try #require(first.ask("/metrics")).1.contains("\(healthy) 0") }
        let states = try VidimusProcess.run(["destinations", "--operator-port", "\(first.operatorPort)"])
        #expect(states.status == 1)
        #expect(states.output.contains("misconfigured"))
        #expect(states.output.contains("InfluxDB answered 401: no such token: Token **********"))
        #expect(states.output.contains("check the token in influxdb.metadata.v2Config"))
        let health = try #require(first.ask("/health/ready"))
        #expect(health.0 == 200 && health.1.contains("influxdb"))
        var shown = [states.output, states.errors, health.1]
        for path in ["/metrics", "/api/v1/destinations", "/health/live"] {
            shown.append(try #require(first.ask(path)).1)
        }
        #expect(first.stop() == 0)
        let second = try server(token: Self.right)
        let lag = #"vidimus_destination_lag_records{destination="influxdb"}"#
        try Self.wait { try #require(second.ask("/metrics")).1.contains("\(lag) 0") }
        #expect(try #require(second.ask("/metrics")).1.contains("\(healthy) 1"))
        #expect(second.stop() == 0)
        shown += [first.process.errorText, second.process.errorText]
        for token in [Self.wrong, Self.right] { #expect(!shown.joined().contains(token)) }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/data/dead-letters/influxdb.jsonl"))
        let lines = try String(contentsOfFile: folder.path + "/lines", encoding: .utf8)
        #expect(lines.split(separator: "\n").count == 3)
    }
}
