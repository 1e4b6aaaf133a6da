import AuditTesting
import Foundation
import QlikSimulator
import Testing

/// A server with events, pictures and a log, and what it takes to check packages of it.
struct EvidencePlace {
    let place: ScreenshotPlace
    let anna: SiteUser
    let bert: SiteUser

    /// A name and a value that would harm whoever shows them as they are.
    static let hostile = "<script>alert(1)</script> & \"\u{202E}\\u0000'"

    init() async throws {
        place = try await ScreenshotPlace()
        anna = try SiteUser(directory: "NORD", id: "anna.berg")
        bert = try SiteUser(directory: "NORD", id: "bert.lund")
    }

    var data: String { place.data }
    var folder: String { place.folder.path }

    /// Posts pictures of two people and plain events, and waits until the pictures are stored.
    func fill(_ server: TestServer) async throws {
        for number in 0..<3 {
            _ = try #require(server.post(place.event(of: number == 1 ? bert : anna, number: number)))
        }
        for number in 0..<20 {
            let user = number % 2 == 0 ? "NORD\\\\anna.berg" : "NORD\\\\bert.lund"
            #expect(server.post(TestEvent.selection(user: user))?.0 == 202)
        }
        let text = String(decoding: try JSONEncoder().encode(Self.hostile), as: UTF8.self).dropFirst().dropLast()
        #expect(server.post(TestEvent.selection(user: String(text)))?.0 == 202)
        #expect(server.post(TestEvent.objectData(value: String(text)))?.0 == 202)
        // The last one leads to a host that is not allowed: its picture is lost.
        try await place.waitForOutcomes(4)
    }

    /// Makes a package.
    func export(_ name: String, _ filters: [String] = []) throws -> (VidimusProcess.Result, path: String) {
        let path = "\(folder)/\(name)"
        return (try VidimusProcess.run(["export", "--data", data, "--evidence", path] + filters), path)
    }

    /// What both verifiers say of a package; they must say the same.
    func verify(_ path: String, _ options: [String] = []) throws -> VidimusProcess.Result {
        let swift = try VidimusProcess.run(["verify", "--evidence", path] + options)
        let python = try Self.python([Self.verifier, path] + options)
        #expect(swift.status == python.status && swift.output == python.output, "\(swift.output)\n\(python.output)")
        #expect(python.errors.isEmpty, "\(python.errors)")
        return swift
    }

    /// Runs Python without leaving anything in the repository.
    static func python(_ arguments: [String]) throws -> VidimusProcess.Result {
        let child = try ChildProcess(["python3", "-B"] + arguments)
        let status = child.waitForEnd()
        return VidimusProcess.Result(status: status, output: child.output, errors: child.errors)
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static let verifier = "\(root)/Sources/AuditEvidence/Resources/verify_evidence.py"

    /// One file out of a package.
    static func file(_ name: String, of package: String) throws -> String {
        let program = "import sys,zipfile;sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
        return try python(["-c", program, package, name]).output
    }
}
