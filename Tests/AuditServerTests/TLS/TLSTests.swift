import AuditJournal
import AuditServer
import AuditTesting
import Foundation
import NIOCore
import Testing

/// The door over TLS, with the openssl command as the client.
@Suite(.inTurn) struct TLSTests {
    private static let request = IngestHarness.text(
        headers: [("Connection", "close")],
        body: TestEnvelope.selection.encoded
    )

    /// What `openssl s_client` prints: handshake, certificate and answer.
    private static func talk(to server: IngestHarness, _ options: [String], request: String = request) throws -> String
    {
        try Certificates.openssl(
            ["s_client", "-connect", "127.0.0.1:\(server.port)", "-ign_eof"] + options,
            input: request,
            mayFail: true
        )
    }

    private static func certificates(_ make: (Certificates) throws -> Void) throws -> Certificates {
        let certificates = try Certificates()
        try make(certificates)
        return certificates
    }

    private static func settings(_ tls: IngestTLSSettings) -> IngestSettings {
        IngestHarness.settings { $0.tls = tls }
    }

    /// Row 159 of the compatibility table.
    @Test(arguments: [("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")])
    func bothModernVersionsAreServedWithStrictTransportSecurity(option: String, name: String) async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        try await IngestHarness.run(Self.settings(certificates.settings("server"))) { server in
            let output = try Self.talk(to: server, [option])
            #expect(output.contains("New, \(name)"), "\(output)")
            #expect(output.contains("HTTP/1.1 202 Accepted"), "\(output)")
            #expect(output.contains("Strict-Transport-Security: max-age=31536000; includeSubDomains"))
            #expect(output.contains("X-Frame-Options: DENY"))
            let missing = try Self.talk(
                to: server,
                [option],
                request: IngestHarness.text("GET", "/x", headers: [("Connection", "close")])
            )
            #expect(missing.contains("HTTP/1.1 404"))
            #expect(missing.contains("Strict-Transport-Security: "))
            #expect(server.sink.facts.map(\.clientAddress) == ["127.0.0.1"])
        }
    }

    @Test(arguments: ["-tls1", "-tls1_1"])
    func oldVersionsAreRefused(option: String) async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        try await IngestHarness.run(Self.settings(certificates.settings("server"))) { server in
            let output = try Self.talk(to: server, [option, "-cipher", "ALL:@SECLEVEL=0"])
            #expect(output.contains("alert protocol version"), "\(output)")
            #expect(!output.contains("HTTP/1.1"))
        }
    }

    @Test func aDoorThatRequires13Refuses12() async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        try await IngestHarness.run(Self.settings(certificates.settings("server", requiresTLS13: true))) {
            server throws in
            #expect(try Self.talk(to: server, ["-tls1_2"]).contains("alert protocol version"))
            #expect(try Self.talk(to: server, ["-tls1_3"]).contains("HTTP/1.1 202"))
        }
    }

    @Test func onlyHTTP11IsNegotiated() async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        try await IngestHarness.run(Self.settings(certificates.settings("server"))) { server throws in
            #expect(try Self.talk(to: server, ["-alpn", "h2,http/1.1"]).contains("ALPN protocol: http/1.1"))
        }
    }

    @Test func plainHTTPGetsNoAnswer() async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        try await IngestHarness.run(Self.settings(certificates.settings("server"))) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.request)
            let answer = String(decoding: try client.receiveAll(), as: UTF8.self)
            #expect(!answer.contains("HTTP"))
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func aClientThatNeverShakesHandsIsClosed() async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        let settings = IngestHarness.settings { settings in
            settings.tls = certificates.settings("server")
            settings.limits.headerTimeout = .seconds(1)
            settings.limits.lingerTimeout = .milliseconds(100)
        }
        try await IngestHarness.run(settings) { server in
            let client = try RawClient(port: server.port)
            try client.send([0x16, 0x03, 0x01])
            #expect(client.isClosedByServer())
        }
    }

    @Test func aLongAnswerIsWholeBeforeTheConnectionCloses() async throws {
        let certificates = try Self.certificates { try $0.make("server", subject: "first") }
        try await IngestHarness.run(Self.settings(certificates.settings("server"))) { server in
            let body = (1...5_000).map { TestEnvelope.numbered($0).encoded + "\n" }.joined()
            let request = IngestHarness.text(
                "POST",
                "/api/v1/audit-events",
                headers: [("Connection", "close")],
                contentType: "application/x-ndjson",
                body: body
            )
            let output = try Self.talk(to: server, ["-quiet"], request: request)
            #expect(output.components(separatedBy: "\"code\":202").count == 5_001)
            #expect(output.contains("\"offset\":4999,"))
        }
    }

    @Test func aReloadChangesTheServedCertificateAndAFailedOneDoesNot() async throws {
        let certificates = try Self.certificates { certificates in
            try certificates.make("server", subject: "first")
            try certificates.make("next", subject: "second")
        }
        try await IngestHarness.run(Self.settings(certificates.settings("server"))) { server in
            #expect(try Self.talk(to: server, []).contains("CN = first"))
            let store = try #require(server.tls)
            try Data("no certificate".utf8).write(to: URL(fileURLWithPath: certificates.path("server.crt")))
            #expect(throws: TLSFilesError.self) { try store.reload() }
            #expect(try Self.talk(to: server, []).contains("CN = first"))
            for file in ["crt", "key"] {
                let next = try Data(contentsOf: URL(fileURLWithPath: certificates.path("next.\(file)")))
                try next.write(to: URL(fileURLWithPath: certificates.path("server.\(file)")))
            }
            try store.reload()
            let output = try Self.talk(to: server, [])
            #expect(output.contains("CN = second") && !output.contains("CN = first"))
        }
    }

    @Test func anEncryptedKeyNeedsItsPassphrase() async throws {
        let certificates = try Self.certificates { certificates in
            try certificates.make("server", subject: "first", passphrase: "open sesame")
        }
        for passphrase in ["wrong", "", nil] {
            let error = #expect(throws: TLSFilesError.self) {
                _ = try TLSContextStore(certificates.settings("server", passphrase: passphrase))
            }
            #expect(error?.path == certificates.path("server.key"))
            #expect(error?.description.contains("sesame") == false)
        }
        let settings = Self.settings(certificates.settings("server", passphrase: "open sesame"))
        try await IngestHarness.run(settings) { server throws in
            #expect(try Self.talk(to: server, []).contains("HTTP/1.1 202"))
        }
    }

    @Test func filesThatCannotBeUsedAreNamed() async throws {
        let certificates = try Self.certificates { certificates in
            try certificates.make("server", subject: "first")
            try certificates.make("other", subject: "second")
        }
        func error(_ settings: IngestTLSSettings) -> TLSFilesError? {
            #expect(throws: TLSFilesError.self) { _ = try TLSContextStore(settings) }
        }
        var missing = certificates.settings("server")
        missing.certificatePath = certificates.path("missing.crt")
        #expect(error(missing)?.path == missing.certificatePath)
        var mixed = certificates.settings("server")
        mixed.keyPath = certificates.path("other.key")
        #expect(error(mixed)?.path == mixed.keyPath)
        var swapped = certificates.settings("server")
        swapped.keyPath = swapped.certificatePath
        #expect(error(swapped)?.path == swapped.keyPath)
    }
}
