import AuditTesting
import Foundation
import QlikSimulator
import Testing

/// `vidimus demo --site`: a page that a person opens beside a running server.
@Suite(.serialized, .inTurn) struct DemoSiteTests {
    /// Ports that are free now; nobody else asks for ports by number here.
    private static func freePorts(_ count: Int) throws -> [String] {
        try (0..<count).map { _ in try FreePort() }.map { "\($0.number)" }
    }

    @Test func aPageIsServedUntilSomebodyEndsIt() throws {
        let folder = try TestFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/page", withIntermediateDirectories: true)
        try Data("<title>page</title>".utf8).write(to: URL(filePath: folder.path + "/page/index.html"))
        let server = try TestServer(data: folder.path + "/data")
        let ports = try Self.freePorts(3)
        let demo = try VidimusProcess(
            [
                "demo", "--data", folder.path + "/data", "--port", "\(server.port)", "--site", folder.path + "/page",
                "--site-port", ports[0], "--ticket-port", ports[1], "--page-port", ports[2],
            ]
        )
        let port = Int(ports[2]) ?? 0
        func ask(_ path: String) -> (Int, String)? {
            HTTPCall.run(port: port, method: "GET", path: "/analytics" + path, headers: [:], body: [])
        }
        let address = try demo.waitFor(#/Open (\S+) in a browser/#)
        #expect(address == "http://127.0.0.1:\(port)/analytics/demo/")
        let (code, page) = try #require(ask("/demo/"))
        #expect(code == 200)
        #expect(page == "<title>page</title>")
        #expect(try #require(ask("/simulator/catalogue.json")).0 == 200)
        #expect(try #require(ask("/simulator/settings.json")).0 == 401)
        demo.kill(SIGINT)
        #expect(demo.waitForExit() == 0, "\(demo.errorText)")
        #expect(server.stop() == 0)
    }

    @Test func aDirectoryWithoutAPageIsToldInOneLine() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path + "/data")
        let demo = ["demo", "--data", folder.path + "/data", "--port", "\(server.port)", "--site", folder.path]
        let result = try VidimusProcess.run(demo)
        #expect(result.status == 1)
        #expect(
            result.errors
                == "vidimus demo: --site: \(folder.path) has no index.html; name the directory of a page\n"
        )
        let twice = try VidimusProcess.run(demo + ["--page-port", "8743"])
        #expect(twice.status == 64)
        #expect(server.stop() == 0)
    }
}
