import AuditTesting
import Foundation
import Testing

/// A few hundred of the forgeries that `scripts/tamper evidence` makes by the thousand.
@Suite(.serialized, .inTurn)
struct EvidenceForgeryTests {
    private static let script = "\(EvidencePlace.root)/scripts/tamper.d/evidence.py"

    @Test func forgeriesOfMadeUpPackagesAreFoundByBothVerifiers() throws {
        let result = try Self.tamper(["--count", "300", "--seed", "1"])
        #expect(result.status == 0, "\(result.output)\n\(result.errors)")
        #expect(result.output.contains("forgeries 300, refused by vidimus 300, by Python 300;"), "\(result.output)")
        #expect(result.output.contains("false alarms 0 and 0; disagreements 0"), "\(result.output)")
    }

    @Test func forgeriesOfARealPackageAreFoundByBothVerifiers() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        try await place.fill(server)
        #expect(server.stop() == 0)
        let (made, path) = try place.export("real.zip")
        #expect(made.status == 0, "\(made.errors)")
        let key = "\(place.data)/keys/log.key"
        let result = try Self.tamper(["--count", "200", "--seed", "2", "--package", path, "--key-file", key])
        #expect(result.status == 0, "\(result.output)\n\(result.errors)")
        #expect(result.output.contains("forgeries 200, refused by vidimus 200, by Python 200;"), "\(result.output)")
    }

    private static func tamper(_ options: [String]) throws -> VidimusProcess.Result {
        try EvidencePlace.python(
            [script, "--root", EvidencePlace.root, "--vidimus", VidimusProcess.executable] + options
        )
    }
}
