import AsyncHTTPClient
import AuditTesting
import Foundation
import NIOHTTP1
import NIOSSL
import QlikSimulator
import Testing

@Suite(.inTurn) struct TrustZoneTests {
    @Test func exportedFilesAreReadableForTheOwnerAloneAndCanBeUsed() throws {
        let zone = try TrustZone(hostNames: ["qlik.test"])
        let folder = FileManager.default.temporaryDirectory.appending(path: "vidimus-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for _ in 1...2 {
            let files = try zone.export(to: folder)
            for path in [files.root, files.client, files.clientKey, files.publicRoot] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(path)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
            #expect(try NIOSSLCertificate.fromPEMFile(files.root).count == 1)
            #expect(try NIOSSLCertificate.fromPEMFile(files.client).count == 1)
            _ = try NIOSSLPrivateKey(file: files.clientKey, format: .pem)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: folder)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func anExportThatCannotBeWrittenNamesItsPath() throws {
        let zone = try TrustZone(hostNames: ["qlik.test"])
        #expect(throws: CertificateExportError.self) { try zone.export(to: "/proc/nowhere/at/all") }
    }

    @Test func theServerIsGoodForItsNamesAndLoopbackOnly() async throws {
        try await SiteHarness.run(QlikSiteConfiguration(hostNames: ["qlik.test", "node2.qlik.test"])) { harness in
            for host in ["127.0.0.1", "qlik.test", "node2.qlik.test"] {
                let url = harness.site.baseURL(host: host) + "/hub/"
                let response = try await harness.get(url)
                #expect(response.status == 302, "\(host)")
            }
        }
        let configuration = QlikSiteConfiguration(hostNames: ["qlik.test"], certifiesLoopback: false)
        try await SiteHarness.run(configuration) { harness in
            let named = try await harness.get(harness.site.baseURL(host: "qlik.test") + "/hub/")
            #expect(named.status == 302)
            await #expect(throws: (any Error).self) { try await harness.get(harness.site.baseURL() + "/hub/") }
        }
    }

    @Test func browsersMaySeeACertificateOfAnotherRootThanServices() async throws {
        let configuration = QlikSiteConfiguration(browserCertificate: .publicAuthority)
        try await SiteHarness.run(configuration) { harness in
            let url = harness.site.baseURL() + "/hub/"
            #expect(try await harness.get(url).status == 302)
            // A client that knows the zone's root alone, as for the proxy service.
            let client = SiteHarness.client(try harness.site.trustZone.clientConfiguration(), at: harness.site)
            await #expect(throws: (any Error).self) { try await harness.send(.GET, url, through: client) }
            try await client.shutdown()
            #expect(try await harness.call(.GET, "/user/LAB/goran").status == 200)
        }
    }
}
