import AuditTesting
import Testing
import vidimus

/// What tells two configurations apart in the journal.
@Suite(.inTurn) struct FingerprintTests {
    private func fingerprint(_ text: String) throws -> String {
        try ConfigurationFile.read(text: text, path: "test.yaml", environment: [:]) { _ in "" }.get().fingerprint
    }

    @Test func onlyWhatCountsChangesIt() throws {
        let plain = try fingerprint("Vidimus:\n  ingest: {collect: true, maxConnections: 10}\n")
        #expect(plain.count == 64)
        #expect(try fingerprint("# note\nVidimus: {ingest: {maxConnections: 10.0, collect: true}}") == plain)
        #expect(try fingerprint("Vidimus: {ingest: {maxConnections: 11, collect: true}}") != plain)
        #expect(try fingerprint("Vidimus: {ingest: {maxConnections: 10}}") != plain)
    }

    @Test func aSecretIsNotPartOfIt() throws {
        func withToken(_ token: String) -> String { "Vidimus: {ingest: {tokens: [{name: a, value: \(token)}]}}" }
        let hidden = try fingerprint(withToken("first-secret"))
        #expect(try fingerprint(withToken("other-secret")) == hidden)
        #expect(try fingerprint("Vidimus: {ingest: {tokens: [{name: b, value: first-secret}]}}") != hidden)
    }

    @Test func theEmbeddedDefaultHasOneToo() {
        #expect(ServerConfiguration.embeddedDefault().fingerprint.count == 64)
    }
}
