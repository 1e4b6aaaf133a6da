import AuditTesting
import Foundation
import Testing

/// What cannot be read is told in one line: what, where, and the cure.
@Suite(.serialized, .inTurn)
struct OneClearLineTests {
    private static let nobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]

    @Test func aConfigurationThatCannotBeRead() throws {
        let folder = try TestFolder()
        chmod(folder.path, 0o755)
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: true)
        try Data([0xC3, 0x28]).write(to: URL(filePath: folder.path + "/latin"))
        try Data("Vidimus: {}".utf8).write(to: URL(filePath: folder.path + "/secret"))
        try Data().write(to: URL(filePath: folder.path + "/empty"))
        chmod(folder.path + "/secret", 0)
        let cases = [
            ("missing", "cannot be read: there is no such file; name a configuration file in YAML"),
            ("folder", "cannot be read: it is a directory; name a configuration file in YAML"),
            ("latin", "cannot be read: it is not UTF-8 text; name a configuration file in YAML"),
            ("secret", "cannot be read: this user may not read it; name a configuration file in YAML"),
            ("empty", "the file is empty; write keys, or leave out --config"),
        ]
        for (name, message) in cases {
            let path = "\(folder.path)/\(name)"
            let launcher = name == "secret" && geteuid() == 0 ? Self.nobody : []
            for command in [["check-config", path], ["serve", "--data", folder.path + "/d", "--config", path]] {
                let result = try VidimusProcess.run(command, launcher: launcher)
                #expect(result.status == 78)
                #expect(result.errors == "\(path)\(name == "empty" ? ":1" : ""): \(message)\n")
            }
        }
    }

    @Test func aRebuildOntoAFileInPlaceOfADirectory() throws {
        let folder = try TestFolder()
        let data = folder.path + "/d"
        #expect(try TestServer(data: data).stop() == 0)
        let files = FileManager.default
        for (name, place) in [("parquet", "parquet"), ("qvd", "qvd"), ("json", "object-data")] {
            let path = "\(data)/\(place)"
            try files.removeItem(atPath: path)
            try Data("x".utf8).write(to: URL(filePath: path))
            let result = try VidimusProcess.run(["rebuild", name, "--data", data])
            #expect(result.status == 1)
            let key = name == "json" ? "json.objectdata.exportDirectory" : "\(name).metadata.exportDirectory"
            let message = "\(path) can't be read as a directory (Not a directory); change \(key) or what is there"
            #expect(result.errors == "vidimus rebuild: \(message)\n")
        }
    }

    @Test func aDamagedCursorHidesNoOtherDestination() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        for _ in 0..<3 { #expect(try #require(server.post(TestEvent.selection())).0 == 202) }
        #expect(server.stop() == 0)
        let cursors = folder.path + "/cursors"
        let cure = "stop the server, move the destination's files away and run 'vidimus rebuild qvd'"
        for (text, reason) in [
            ("", "it is no JSON"), ("[]", "it is no JSON object"), ("{}", "it lacks format"),
            (#"{"format":9,"next":1}"#, "format is wrong: cursor format 9 is unknown to this program"),
            (#"{"format":1,"next":"x"}"#, "next has a value of the wrong type"),
        ] {
            try Data(text.utf8).write(to: URL(filePath: cursors + "/qvd.json"))
            let result = try VidimusProcess.run(Self.stopped(folder.path))
            #expect(result.status == 1)
            #expect(result.output.contains("  now: cursors/qvd.json is not a cursor: \(reason); \(cure)\n"))
            #expect(result.output.contains("parquet"))
        }
    }

    @Test func aStoppedServerShowsItsLagAndEndsWith0() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        for _ in 0..<3 { #expect(try #require(server.post(TestEvent.selection())).0 == 202) }
        #expect(server.stop() == 0)
        let cursor = #"{"format":1,"next":1}"#
        try Data(cursor.utf8).write(to: URL(filePath: folder.path + "/cursors/parquet.json"))
        let result = try VidimusProcess.run(Self.stopped(folder.path))
        #expect(result.status == 0)
        // Three events, and three records of the server itself: its key, its start, its stop.
        #expect(result.output.firstMatch(of: #/parquet +stopped +1 +5 +0 +0/#) != nil, "\(result.output)")
        #expect(result.output.firstMatch(of: #/qvd +stopped +[56] +[01] +0 +0/#) != nil, "\(result.output)")
        let nowhere = try VidimusProcess.run(Self.stopped(folder.path + "/none"))
        #expect(nowhere.status == 1)
        let line =
            "vidimus destinations: \(folder.path)/none/journal is no journal; name the server's directory with --data"
        #expect(nowhere.errors.split(separator: "\n").last.map(String.init) == line)
    }

    private static func stopped(_ data: String) -> [String] {
        // Nobody listens on the first port of any usual machine.
        ["destinations", "--data", data, "--operator-port", "1"]
    }
}
