import AuditTesting
import Foundation
import Testing

/// A full disk refuses, loses nothing, and the service resumes by itself.
@Suite(.serialized, .inTurn)
struct DiskFullTests {
    @Test(
        .enabled(
            if: SmallDisk.launcher != nil,
            "a small disk needs a mount namespace, and neither 'unshare -m' nor 'unshare -rm' may mount one here"
        )
    )
    func aFullDiskRefusesAndResumesWithoutLoss() throws {
        let launcher = try #require(SmallDisk.launcher)
        let folder = try TestFolder()
        // A small disk in a mount namespace of the server's own; the shell stays to make room later.
        let script = """
            mount -t tmpfs -o size=12m tmpfs \(folder.path) && mkdir \(folder.path)/data && \
            head -c 6000000 /dev/zero > \(folder.path)/ballast && \
            { while [ ! -e \(folder.path).release ]; do sleep 0.05; done; rm \(folder.path)/ballast; } & \
            while [ ! -e \(folder.path)/ballast ]; do sleep 0.02; done; exec "$@"
            """
        let config = folder.path + ".yaml"
        try """
        Butler-SOS:
          auditEvents:
            enable: true
            host: 127.0.0.1
            port: 0
            apiToken: secret
            rateLimit: {enable: false, maxPerMinute: 1}
            destination: {enable: false, type: json}
        Vidimus:
          journal: {segmentBytes: 1048576}
          operator: {port: 0}
        """.write(toFile: config, atomically: true, encoding: .utf8)
        let process = try VidimusProcess(
            ["serve", "--config", config, "--data", folder.path + "/data"],
            launcher: launcher + ["sh", "-c", script, "sh"]
        )
        let port = try #require(Int(try process.waitFor(#/AUDIT API: Listening address=http:\/\/[^ \n]*:(\d+)/#)))
        func post(_ body: String) -> Int? {
            HTTPCall.run(
                port: port,
                method: "POST",
                path: "/api/v1/audit-event",
                headers: ["Authorization": "Bearer secret", "Content-Type": "application/json"],
                body: Array(body.utf8)
            )?.0
        }
        let padding = String(repeating: "x", count: 100_000)
        var acknowledged: [UUID] = []
        var code: Int? = 202
        while code == 202 {
            let id = UUID()
            code = post(TestEvent.objectData(id: id, value: padding))
            if code == 202 { acknowledged.append(id) }
            try #require(acknowledged.count < 1_000, "the small disk never filled up")
        }
        #expect(code == 503)
        #expect(HTTPCall.run(port: port, method: "GET", path: "/health/ready", headers: [:], body: [])?.0 == 503)
        #expect(FileManager.default.createFile(atPath: folder.path + ".release", contents: nil))
        // The ballast goes within moments; until then the answer stays 503.
        var attempts = 0
        repeat {
            attempts += 1
            try #require(attempts < 600, "the service never resumed")
            Thread.sleep(forTimeInterval: 0.05)
            let id = UUID()
            code = post(TestEvent.selection(id: id))
            if code == 202 { acknowledged.append(id) }
        } while code == 503
        #expect(code == 202)
        // The small disk is only visible inside the namespace, through the process that lives there.
        let seen = "/proc/\(process.processID)/root\(folder.path)/data"
        let listed = try VidimusProcess.run(["events", "--data", seen, "--format", "json"])
        #expect(listed.status == 0, "\(listed.errors)")
        for id in acknowledged {
            let occurrences =
                listed.output.components(separatedBy: "\"eventId\":\"\(id.uuidString.lowercased())\"").count - 1
            // Once as a column, once in the envelope as it was received.
            #expect(occurrences == 2)
        }
        process.kill(SIGTERM)
        #expect(process.waitForExit() == 0)
        try FileManager.default.removeItem(atPath: config)
        try FileManager.default.removeItem(atPath: folder.path + ".release")
    }
}
