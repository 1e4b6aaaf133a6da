import AuditDestinations
import AuditTesting
import Testing

/// What is refused before anything is sent.
@Suite(.inTurn) struct ScreenshotGateTests {
    private func settings(_ hosts: [String] = ["qlik.test"], tickets: Bool = false) throws -> FetchSettings {
        let certificates = ProxyServiceCertificates(certificatePath: "c", keyPath: "k", rootPath: "r")
        let service = ProxyServiceSettings(
            host: try #require(WebHost("qps.test")),
            port: 4243,
            ticketTimeout: .seconds(5),
            certificates: certificates
        )
        return FetchSettings(
            allowedHosts: AllowedHosts(hosts),
            login: tickets ? .eventUser(service, EventUserPolicy()) : .none
        )
    }

    private func refusal(_ url: String, user: String? = "LAB\\goran", _ settings: FetchSettings) -> FetchRefusal? {
        do throws(FetchRefusal) {
            _ = try ScreenshotGate(settings).admit(PictureRequest(url: url, user: user))
            return nil
        } catch {
            return error
        }
    }

    @Test func withoutListNothingIsFetched() throws {
        #expect(refusal("https://qlik.test/s.png", try settings([])) == .noAllowedHosts)
    }

    @Test(arguments: [
        ("", FetchRefusal.urlMissing), ("not-a-valid-url", .urlInvalid), ("file:///x", .hostNotAllowed("")),
        ("https://other.test/x", .hostNotAllowed("other.test")), ("ftp://qlik.test/x", .schemeNotAllowed("ftp")),
        ("https://qlik.test@evil.test/x", .hostNotAllowed("evil.test")), ("https://a:b@qlik.test/x", .userInformation),
        ("https://qlik.test\\.evil.test/x", .urlInvalid),
        ("https://port.test/x", .portNotAllowed("port.test", port: 443)),
        ("https://0.0.0.0/x", .addressForbidden("0.0.0.0")), ("https://[fe80::1]/x", .addressForbidden("[fe80::1]")),
    ])
    func theseURLsAreRefused(url: String, expected: FetchRefusal) throws {
        #expect(refusal(url, try settings(["qlik.test", "port.test:8443", "0.0.0.0", "[fe80::1]"])) == expected)
    }

    @Test(arguments: [
        ("https://qlik.test/s.png", "goran", FetchRefusal.userUnknown("goran")),
        ("https://qlik.test/s.png", "LAB\\go\nran", .userUnusable("LAB\\go\nran")),
        ("https://qlik.test/s.png", "INTERNAL\\sa_api", .userDenied(directory: "INTERNAL")),
        ("https://qlik.test/a%20b/tempcontent/s.png", "LAB\\goran", .virtualProxyInvalid),
        ("http://qlik.test/s.png", "LAB\\goran", .ticketWithoutTLS),
    ])
    func ticketsAskForMore(url: String, user: String, expected: FetchRefusal) throws {
        #expect(refusal(url, user: user, try settings(tickets: true)) == expected)
        #expect(refusal(url, user: user, try settings(tickets: false)) == nil)
    }

    @Test func withoutTargetNothingIsFetched() throws {
        var settings = try settings()
        settings.hasStorageTargets = false
        #expect(refusal("https://qlik.test/s.png", settings) == .noStorageTargets)
    }

    @Test func messagesAreThoseThatOperatorsLookFor() {
        #expect(
            FetchRefusal.hostNotAllowed("evil\n.test").message
                == "Screenshot download blocked — hostname 'evil\\u{a}.test' is not in allowedImageDownloadHosts"
        )
        let blocked = FetchRefusal.redirectBlocked(.hostNotAllowed).message
        #expect(blocked == "Screenshot download redirect blocked reason=host-not-allowed")
        #expect(FetchRefusal.status(403).message == "Screenshot download failed httpStatus=403")
    }
}
