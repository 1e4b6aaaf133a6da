import AuditEvents
import AuditTesting
import Testing

@Suite(.inTurn) struct VersionCompatibilityTests {
    @Test(arguments: [
        ("0.3.0", true), ("0.4.99", true), ("0.2.99", false), ("0.5.0", false), ("v0.4.1", true), (" 0.4.1\t", true),
        ("0.4.1+build.7", true), ("0.4.1-beta.1", false), ("0.5.0-alpha", false), ("0.4", false), ("0.4.1.2", false),
        ("", false), ("x", false), ("0.04.1", false), ("=0.4.1", false), ("V0.4.1", false),
        ("0.4.99999999999999999999", false),
        ("0.4.1+", false), ("0.4.1-", false), ("0.4.1+a b", false), ("1.4.0", false), ("0.4.1\u{0}", false),
        ("０.4.1", false),
    ])
    func aClientIsJudgedByTheRowOfTheServer(_ client: String, _ isCompatible: Bool) {
        #expect(VersionCompatibility(serverVersion: "15.0.1").isCompatible(client) == isCompatible)
        #expect(VersionCompatibility(serverVersion: "14.9.3").isCompatible(client) == isCompatible)
    }

    @Test(arguments: ["16.0.0", "13.9.9", "15.0.0-beta.1", "15.0", "", "fifteen"])
    func aServerWithoutARowTakesNoVersion(_ server: String) {
        let compatibility = VersionCompatibility(serverVersion: server)
        #expect(compatibility.serverVersion == server)
        #expect(!compatibility.isCompatible("0.4.0"))
    }

    @Test(
        arguments: [
            ("0.3.0, 0.2.0", "0.3.0"), (" 0.3.0 ", "0.3.0"), ("", nil), (",0.3.0", nil), ("  ,x", nil), ("x", "x"),
        ] as [(String, String?)]
    )
    func theFirstElementOfTheHeaderCounts(_ header: String, _ version: String?) {
        #expect(VersionCompatibility.announcedVersion(inHeader: header) == version)
    }
}
