import AuditDestinations
import AuditTesting
import Pictures
import Testing

/// Tickets and redirects against real sockets with mutual TLS.
@Suite(.inTurn) struct TicketFetchTests {
    @Test func aTicketIsBoughtAndRedeemed() async throws {
        let place = try await FetchPlace { _, _ in .picture }
        let verdict = try await place.fetch("/analytics/tempcontent/s.png?foo=bar#x")
        guard case .picture(let picture) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(picture.picture.bytes == FakeSite.png && picture.mediaType == "image/png")
        #expect(
            place.log.lines == [
                "P /qps/analytics/ticket", "G /analytics/tempcontent/s.png?foo=bar&qlikTicket=TICKET1",
            ]
        )
        let post = place.log.all[0]
        let key = post.query.dropFirst("Xrfkey=".count)
        #expect(post.query.hasPrefix("Xrfkey=") && key.count == 16)
        #expect(key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
        #expect(post.header("X-Qlik-Xrfkey") == [String(key)])
        #expect(post.header("Content-Type") == ["application/json"])
        #expect(post.body == "{\"UserDirectory\":\"LAB\",\"UserId\":\"goran\"}" && post.hasClientCertificate)
        let get = place.log.all[1]
        #expect(get.cookie == nil && get.header("Host") == ["qlik.test:\(place.web.port)"])
        #expect(!get.hasClientCertificate, "the client certificate is for the proxy service alone")
        #expect(get.header("Authorization").isEmpty)
    }

    @Test(arguments: [
        ("/tempcontent/s.png", "/qps/ticket"), ("/a/b/tempcontent/s.png", "/qps/a/b/ticket"),
        ("/screenshot.png", "/qps/ticket"),
    ])
    func theTicketIsForThePicturesProxy(path: String, expected: String) async throws {
        let place = try await FetchPlace { _, _ in .picture }
        #expect(try await place.fetch(path).name == "picture")
        #expect(place.log.lines.first == "P \(expected)")
    }

    @Test func aFixedUserHasAFixedProxy() async throws {
        let place = try await FetchPlace { _, _ in .picture }
        var settings = try place.settings()
        settings.login = .fixedUser(
            try settings.login.service.required(),
            user: try TicketUser(directory: "LAB", id: "svc"),
            proxy: try VirtualProxy(configured: "/abc/").required()
        )
        #expect(try await place.fetch("/other/tempcontent/s.png", user: "unknown", settings).name == "picture")
        #expect(place.log.lines.first == "P /qps/abc/ticket")
        #expect(place.log.all.first?.body == "{\"UserDirectory\":\"LAB\",\"UserId\":\"svc\"}")
    }

    @Test func theTicketMayComeAsText() async throws {
        let place = try await FetchPlace(
            qps: { _, _ in .answer(200, [("Content-Type", "text/plain")], Array("{\"Ticket\":\"a+b/c=&d\"}".utf8)) },
            web: { _, _ in .picture }
        )
        #expect(try await place.fetch("/tempcontent/s.png?qlikTicket=OLD&x=1&QLIKTICKET=OLD").name == "picture")
        #expect(place.log.lines.last == "G /tempcontent/s.png?qlikTicket=a%2Bb%2Fc%3D%26d&x=1")
    }

    @Test(arguments: [
        (201, "{}", "again ticket-refused"), (403, "{\"Ticket\":\"T\"}", "again ticket-refused"),
        (201, "{\"Ticket\":\"a b\"}", "again ticket-refused"), (201, "not JSON", "again ticket-refused"),
        (302, "", "again ticket-refused"),
    ])
    func withoutTicketNothingIsFetched(status: Int, body: String, expected: String) async throws {
        let place = try await FetchPlace(
            qps: { _, _ in .answer(status, [("Location", "https://other.test/qps/ticket")], Array(body.utf8)) },
            web: { _, _ in .picture }
        )
        #expect(try await place.fetch().name == expected)
        #expect(place.log.lines == ["P /qps/ticket"])
        #expect(place.lines.contains("QPS ticket response missing Ticket field.") == (status == 201))
    }

    @Test func refusedUsersCauseNoRequest() async throws {
        let place = try await FetchPlace { _, _ in .picture }
        for user in ["INTERNAL\\sa_api", "user@example.com", "LAB\\sub\\goran", "LAB\\go\nran"] {
            #expect(try await place.fetch(user: user).name.hasPrefix("refused user-"))
        }
        #expect(try await place.fetch("/a%20b/tempcontent/s.png").name == "refused virtual-proxy-invalid")
        #expect(place.log.lines.isEmpty && !place.lines.lines.contains { $0.contains("\n") })
    }

    @Test func certificatesAreVerified() async throws {
        let impostor = try await FetchPlace(qpsCertificate: "foreign") { _, _ in .picture }
        let verdict = try await impostor.fetch()
        #expect(verdict.name == "again ticket-tls", "\(verdict)")
        let misnamed = try await FetchPlace(qpsCertificate: "misnamed") { _, _ in .picture }
        #expect(try await misnamed.fetch().name == "again ticket-tls")
        let stranger = try await FetchPlace(certificate: "foreign") { _, _ in .picture }
        #expect(try await stranger.fetch().name == "again tls")
        #expect(impostor.log.lines.isEmpty && misnamed.log.lines.isEmpty && stranger.log.lines == ["P /qps/ticket"])
        let client = try await FetchPlace { _, _ in .picture }
        let settings = try client.settings(client: "foreign")
        // With TLS 1.3 the client hears of it only after its own part of the handshake, maybe by the end alone.
        #expect(try await client.fetch("/tempcontent/s.png", settings).name.hasPrefix("again ticket-t"))
        #expect(client.log.lines.isEmpty)
    }

    @Test func certificateFilesAreReadAgain() async throws {
        let place = try await FetchPlace { _, _ in .picture }
        let folder = try TemporaryDirectory()
        var settings = try place.settings()
        let service = try settings.login.service.required()
        let files = ProxyServiceCertificates(
            certificatePath: "\(folder.path)/client.pem",
            keyPath: place.certificates.path("client.key"),
            rootPath: place.certificates.path("root.pem")
        )
        let moved = ProxyServiceSettings(
            host: service.host,
            port: service.port,
            ticketTimeout: service.ticketTimeout,
            certificates: files
        )
        settings.login = .eventUser(moved, EventUserPolicy())
        let certificate = try place.certificates.folder.text("client.pem")
        let request = PictureRequest(url: place.url(), user: "LAB\\goran")
        try await place.withFetcher(settings) { fetcher in
            let missing = await fetcher.fetch(request, attempt: AttemptNumber(1))
            guard case .tryAgain(let trouble, _) = missing else {
                Issue.record("\(missing)")
                return
            }
            #expect(trouble.description.contains("\(folder.path)/client.pem"))
            try folder.write(certificate, to: "client.pem")
            #expect(await fetcher.fetch(request, attempt: AttemptNumber(2)).name == "picture")
            try folder.write("rubbish", to: "client.pem")
            #expect(await fetcher.fetch(request, attempt: AttemptNumber(3)).name == "again certificate-file")
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectsAreFollowedWithTheCookieAndWithoutTheTicket(status: Int) async throws {
        let place = try await FetchPlace { request, number in
            let cookies = [("Set-Cookie", "X-Qlik-Session=S; Path=/; Secure"), ("Set-Cookie", "LB=1; Path=/")]
            return number == 0 ? .redirect("s2.png", cookies, status: status) : .picture
        }
        #expect(try await place.fetch().name == "picture")
        #expect(
            place.log.lines == [
                "P /qps/ticket", "G /tempcontent/s.png?qlikTicket=TICKET1", "G /tempcontent/s2.png", "D /qps/session/S",
            ]
        )
        #expect(place.log.all[2].cookie == "X-Qlik-Session=S; LB=1" && place.log.all[2].method == "GET")
        #expect(place.lines.contains("Screenshot download following redirect redirect=1/5"))
    }

    @Test(arguments: [(5, "picture"), (6, "refused redirect-max-redirects")])
    func fiveRedirectsAreFollowed(count: Int, expected: String) async throws {
        let place = try await FetchPlace { _, number in number < count ? .redirect("/r\(number)") : .picture }
        #expect(try await place.fetch(place.url(), try place.settings(tickets: false)).name == expected)
        #expect(place.log.count("G") == 6)
    }

    @Test(arguments: [
        ("https://evil.test/x", "host-not-allowed"), ("https://qlik.test:4242/x", "port-not-allowed"),
        ("http://qlik.test/x", "without-tls"), ("file:///x", "invalid-scheme"), ("http://[bad", "invalid-location"),
        ("https://u:SECRET@qlik.test/?qlikTicket=SECRET", "user-information"),
    ])
    func badRedirectsEndTheDownload(location: String, reason: String) async throws {
        let place = try await FetchPlace { _, _ in .redirect(location) }
        #expect(try await place.fetch().name == "refused redirect-\(reason)")
        #expect(place.log.count("G") == 1)
        #expect(place.lines.contains("warning AUDIT API: Screenshot download redirect blocked reason=\(reason)"))
        #expect(!place.lines.contains("SECRET") && !place.lines.contains("TICKET1"))
    }

    @Test func cookiesStayWithTheirHost() async throws {
        let place = try await FetchPlace { request, _ in
            guard request.header("Host").first?.hasPrefix("qlik.test") == true else { return .picture }
            let port = request.header("Host").first?.split(separator: ":").last ?? ""
            return .redirect("https://other.test:\(port)/x", [("Set-Cookie", "X-Qlik-Session=S; Path=/; Domain=test")])
        }
        #expect(try await place.fetch().name == "picture")
        #expect(place.log.all.filter { $0.server == "W" }.map(\.cookie) == [nil, nil])
    }

    @Test func aSessionOfAnotherHostIsNeverEnded() async throws {
        let place = try await FetchPlace { request, _ in
            guard request.header("Host").first?.hasPrefix("qlik.test") == true else { return .session("FOREIGN") }
            let port = request.header("Host").first?.split(separator: ":").last ?? ""
            return .redirect("https://other.test:\(port)/x")
        }
        #expect(try await place.fetch().name == "picture")
        #expect(place.log.count("D") == 0)
    }
}
