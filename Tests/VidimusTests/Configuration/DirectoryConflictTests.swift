import AuditTesting
import Foundation
import Testing
import vidimus

/// Two destinations in one directory, and destinations in the server's own folders.
@Suite(.inTurn) struct DirectoryConflictTests {
    private static let key = "Butler-SOS.auditEvents.destination"

    /// A file whose three destinations write here.
    private static func text(_ parquet: String, _ qvd: String, _ json: String, data: String = "data") -> String {
        """
        Vidimus: {data: \(data)}
        Butler-SOS:
          auditEvents:
            destination:
              enable: true
              type: parquet,qvd,json
              parquet: {metadata: {exportDirectory: \(parquet)}}
              qvd: {metadata: {exportDirectory: \(qvd)}}
              json: {objectdata: {enable: true, exportDirectory: \(json)}}
        """
    }

    @Test(arguments: ["x", "./x", "x/", "x//.", "sub/../x", "../x", "/x", "./a/../b/../x/"])
    func everySpellingOfADirectoryIsFound(spelling: String) {
        let message = "'\(spelling)' is the directory of parquet too (/x); give each destination a directory of its own"
        let qvd = "c.yaml:8: \(Self.key).qvd.metadata.exportDirectory: \(message)"
        #expect(ConfigurationFixture.problems(Self.text("x", spelling, "j")) == [qvd])
        let json = "c.yaml:9: \(Self.key).json.objectdata.exportDirectory: \(message)"
        #expect(ConfigurationFixture.problems(Self.text("x", "q", spelling)) == [json])
    }

    @Test func directoriesBesideAndBeneathEachOtherAreFine() {
        #expect(ConfigurationFixture.problems(Self.text("x", "x/q", "x2")) == [])
        #expect(ConfigurationFixture.problems(Self.text("data/parquet", "data/qvd", "data/journal2")) == [])
    }

    @Test(arguments: ["journal", "cursors", "keys", "dead-letters", "log", "catalog", "screenshots", "journal/deep"])
    func theServersOwnFoldersAreRefused(folder: String) {
        let top = folder.prefix { $0 != "/" }
        let message = "'./data/x/../\(folder)' lies in data/\(top), which the server keeps for itself"
        #expect(
            ConfigurationFixture.problems(Self.text("./data/x/../\(folder)", "q", "j")) == [
                "c.yaml:7: \(Self.key).parquet.metadata.exportDirectory: \(message); choose another directory"
            ]
        )
    }

    @Test func theDataDirectoryItselfIsRefused() {
        let message = "'data/' lies in ./data, which the server keeps for itself; choose another directory"
        #expect(
            ConfigurationFixture.problems(Self.text("p", "q", "data/", data: "./data")) == [
                "c.yaml:9: \(Self.key).json.objectdata.exportDirectory: \(message)"
            ]
        )
    }

    @Test func linksAreFollowed() throws {
        let folder = try TestFolder()
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path + "/real", withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "real")
        try files.createSymbolicLink(atPath: folder.path + "/loop", withDestinationPath: "loop")
        let paths = PathResolver.fileSystem
        let real = paths.components(of: folder.path + "/real/x")
        #expect(paths.components(of: folder.path + "/link/x") == real)
        #expect(paths.components(of: folder.path + "/link/../link/./x/") == real)
        #expect(paths.components(of: folder.path + "/real") != paths.components(of: folder.path + "/loop"))
    }

    @Test func theProgramRefusesThemBeforeItStarts() throws {
        let folder = try TestFolder()
        let files = FileManager.default
        try files.createDirectory(atPath: folder.path + "/real", withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "real")
        let config = folder.path + "/c.yaml"
        try Self.text(
            "\(folder.path)/real",
            "\(folder.path)/link",
            "\(folder.path)/other/journal",
            data: "\(folder.path)/d"
        )
        .write(toFile: config, atomically: true, encoding: .utf8)
        let checked = try VidimusProcess.run(["check-config", config])
        #expect(checked.status == 78)
        #expect(checked.errors.contains("c.yaml:8: \(Self.key).qvd.metadata.exportDirectory: "))
        #expect(checked.errors.split(separator: "\n").count == 1)
        // Only the command line says which data directory it is.
        try Self.text("\(folder.path)/p", "\(folder.path)/q", "\(folder.path)/other/journal", data: "\(folder.path)/d")
            .write(toFile: config, atomically: true, encoding: .utf8)
        #expect(try VidimusProcess.run(["check-config", config]).status == 0)
        for command in [["serve"], ["rebuild", "json"]] {
            let refused = try VidimusProcess.run(command + ["--config", config, "--data", folder.path + "/other"])
            #expect(refused.status == 78)
            #expect(refused.errors.contains("\(Self.key).json.objectdata.exportDirectory: "))
            #expect(!files.fileExists(atPath: folder.path + "/other"))
        }
    }
}
