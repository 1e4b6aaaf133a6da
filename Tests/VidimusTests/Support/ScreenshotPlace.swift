import AuditTesting
import Crypto
import Foundation
import QlikSimulator
import Testing

/// A simulated Qlik Sense site, and a server of its own that fetches its pictures.
final class ScreenshotPlace {
    let site: QlikSite
    let folder: TestFolder
    let people: SimulatedSite

    static let prefix = SitePrefix("analytics") ?? .default

    /// Opens the site; the configuration of a server is written beside it.
    init(sessionCache: Bool = true, own: String = "{}") async throws {
        folder = try TestFolder()
        people = SimulatedSite()
        site = try QlikSite(
            QlikSiteConfiguration(rules: SiteRules(virtualProxies: [SiteVirtualProxy(prefix: Self.prefix)])),
            pictures: try PaintedCharts(people)
        )
        try await site.open()
        let files = try site.trustZone.export(to: folder.path + "/certificates")
        try """
        Butler-SOS:
          cert: {clientCert: \(files.client), clientCertKey: \(files.clientKey), clientCertCA: \(files.root)}
          auditEvents:
            enable: true
            rateLimit: {enable: false, maxPerMinute: 300}
            destination:
              enable: true
              type: json
              json: {objectdata: {enable: true, exportDirectory: \(folder.path)/json}}
              screenshots:
                enable: true
                storageTargets: [{enable: true, type: flat, directory: \(pictures)}]
                allowedImageDownloadHosts: ['127.0.0.1:\(site.port(.proxy))']
                addInImageMetadata: {enable: true, fields: {user: true, appName: true}}
                auth:
                  mode: userTicket
                  qps: {host: 127.0.0.1, port: \(site.port(.proxyService)), ticketTimeoutMs: 60000}
                  sessionCache: {enable: \(sessionCache), ttlSeconds: 120, maxEntries: 100}
        Vidimus:
          screenshots: \(own)
        """.write(toFile: configuration, atomically: true, encoding: .utf8)
    }

    /// Data directory of the server.
    var data: String { folder.path + "/data" }
    /// Directory of the named copies.
    var pictures: String { folder.path + "/pictures" }
    private var configuration: String { folder.path + "/vidimus.yaml" }

    /// Starts the server.
    func serve() throws -> TestServer {
        try TestServer(data: data, arguments: ["--config", configuration])
    }

    /// A user takes a picture; returns the event that tells of it.
    func event(of user: SiteUser, number: Int = 0, id: UUID = UUID()) -> String {
        let objects = people.apps.flatMap(\.sheets).flatMap(\.objects)
        let url = site.exportImage(
            of: objects[number % objects.count],
            for: user,
            at: Self.prefix,
            size: ExportSize(width: 120, height: 80)
        )
        return """
            {"schemaVersion":1,"eventId":"\(id.uuidString.lowercased())","correlationId":"c\(number)",\
            "timestamp":"2026-02-11T09:14:05.902Z","type":"screenshot.url.received",\
            "payload":{"context":{"appId":"3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912","appName":"Sales",\
            "user":"UserDirectory=\(user.directory); UserId=\(user.id)"},\
            "event":{"screenshotUrl":"\(url)","selectionTxnId":"91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10",\
            "objectId":"o\(number)","objectData":{"objectType":"kpi"}}}}
            """
    }

    /// Outcome records by the id of their event, in their order.
    func outcomes() throws -> [String: [[String: Any]]] {
        var outcomes: [String: [[String: Any]]] = [:]
        for line in try records() where (line["eventType"] as? String)?.hasPrefix("screenshot.") == true {
            guard line["eventType"] as? String != "screenshot.url.received",
                let id = line["eventId"] as? String,
                var outcome = line["envelope"] as? [String: Any]
            else { continue }
            outcome["type"] = line["eventType"]
            outcomes[id.lowercased(), default: []].append(outcome)
        }
        return outcomes
    }

    /// Waits until `count` events have a final outcome.
    func waitForOutcomes(_ count: Int) async throws {
        for _ in 0..<1_200 {
            let finals = try outcomes().values.filter { records in
                records.contains { $0["type"] as? String != "screenshot.pending" }
            }
            if finals.count >= count { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("\(count) outcomes did not come within two minutes")
    }

    /// Whether the picture of an outcome is there, with the bytes whose hash the journal has.
    func isIntact(_ outcome: [String: Any]) -> Bool {
        guard let picture = outcome["picture"] as? [String: Any], let sha256 = picture["sha256"] as? String,
            let paths = outcome["savedPaths"] as? [String], paths.count == 2
        else { return false }
        let content = "\(data)/screenshots/\(sha256.prefix(2))/\(sha256).png"
        let copies = [content, paths[0]].map { FileManager.default.contents(atPath: $0) }
        guard let bytes = copies[0], copies[1] == bytes else { return false }
        let digest = SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return digest == sha256 && FileManager.default.fileExists(atPath: paths[1])
    }

    private func records() throws -> [[String: Any]] {
        let listed = try VidimusProcess.run(["events", "--data", data, "--format", "json"])
        try #require(listed.status == 0, "\(listed.errors)")
        return try listed.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }
}
