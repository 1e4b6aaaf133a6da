import AsyncHTTPClient
import AuditTesting
import CZlib
import NIOCore
import NIOHTTP1
import QlikSimulator
import Testing

@Suite(.inTurn) struct SiteFaultTests {
    private static let object = SimulatedSite().apps[0].sheets[0].objects[0]
    private static let picture = PlainPictures().picture(of: object, size: ExportSize(width: 40, height: 30))

    /// A site with a picture and a session that may fetch it.
    private static func withPicture(
        _ body: (_ harness: SiteHarness, _ fetch: @escaping @Sendable () async throws -> SiteResponse) async throws ->
            Void
    ) async throws {
        try await SiteHarness.run { harness in
            let url = harness.site.keep(picture, for: try SiteHarness.user())
            let cookie = try await harness.session()
            harness.site.clearRequests()
            try await body(harness) { try await harness.get(url, cookies: [cookie]) }
        }
    }

    @Test(arguments: [400, 401, 403, 404, 410, 429, 500, 503, 599])
    func anyStatusComesInsteadOfTheAnswer(status: Int) async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.pictures, .status(status, headers: ["Retry-After": "7"])))
            let response = try await fetch()
            #expect(response.status == status)
            #expect(response.headers["Retry-After"] == ["7"])
            #expect(harness.site.requests.map(\.status) == [status])
            #expect(harness.site.statistics.contentsServed == 0)
            #expect(try await fetch().body == Self.picture)
        }
    }

    @Test func aFaultIsForMatchingRequestsAfterSkippedOnesAndSoManyTimes() async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.tickets, .status(500)))
            harness.site.add(FaultRule(.pictures, .status(503), skips: 1, times: 2))
            var statuses: [Int] = []
            for _ in 1...4 { statuses.append(try await fetch().status) }
            #expect(statuses == [200, 503, 503, 200])
            #expect(harness.site.faults.rules.count == 1)
            #expect(try await harness.call(.POST, "/ticket", body: "{}").status == 500)
            #expect(harness.site.faults.rules.isEmpty)

            harness.site.add(FaultRule(.any, .status(502), times: nil))
            for _ in 1...3 { #expect(try await fetch().status == 502) }
            harness.site.setFaults(FaultScript())
            #expect(try await fetch().status == 200)
        }
    }

    @Test func aDelayedAnswerComesWhenItsTimeIsOver() async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.pictures, .delay(.seconds(3_600))))
            let delayed = Task { try await fetch() }
            try await harness.site.waitForRequests(1)
            #expect(try await fetch().body == Self.picture)
            delayed.cancel()
            await #expect(throws: (any Error).self) { try await delayed.value }
            // Unlike with a hang, there is an answer; only nobody waited for it.
            #expect(harness.site.requests.map(\.status) == [200, 200])

            harness.site.add(FaultRule(.pictures, .delay(.milliseconds(1))))
            #expect(try await fetch().body == Self.picture)
        }
    }

    @Test func aRequestThatHangsIsNeverAnswered() async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.pictures, .hang))
            let hanging = Task { try await fetch() }
            try await harness.site.waitForRequests(1)
            #expect(try await fetch().status == 200)
            hanging.cancel()
            await #expect(throws: (any Error).self) { try await hanging.value }
            #expect(harness.site.requests.map(\.status) == [nil, 200])
            #expect(harness.site.requests.map(\.faults) == [[.hang], []])
        }
    }

    @Test func aDrippingBodyComesByteByByte() async throws {
        try await SiteHarness.run { harness in
            let slowly = Fault.answer(SiteAnswer(200, body: Array("slowly".utf8)))
            harness.site.add(FaultRule(.any, slowly, .drip(interval: .seconds(3_600))))
            let request = HTTPClientRequest(url: harness.site.baseURL())
            let response = try await harness.browser.execute(request, timeout: .seconds(60))
            #expect(response.headers["Content-Length"] == ["6"])
            // The first byte is here; the second one isn't waited for.
            var parts = response.body.makeAsyncIterator()
            let first = try await parts.next()
            #expect(first?.readableBytes == 1)

            harness.site.add(FaultRule(.any, slowly, .drip(interval: .milliseconds(1))))
            let whole = try await harness.get(harness.site.baseURL())
            #expect(whole.text == "slowly")
        }
    }

    @Test(arguments: [
        Fault.dropBeforeHeaders, .dropAfterHeaders, .truncatedBody(keeping: 20), .truncatedBody(keeping: 0),
        .brokenChunking,
    ])
    func anAnswerThatIsCutOffIsAnError(fault: Fault) async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.pictures, fault, times: nil))
            await #expect(throws: (any Error).self) { try await fetch() }
            // The site had handled it all the same.
            #expect(harness.site.statistics.contentsServed >= 1)
            harness.site.setFaults(FaultScript())
            let response = try await fetch()
            #expect(response.body == Self.picture)
        }
    }

    @Test func aTicketIsUsedUpThoughItsAnswerIsLost() async throws {
        try await SiteHarness.run { harness in
            let url = harness.site.baseURL() + "/hub/?qlikTicket=" + (try await harness.ticket())
            harness.site.add(FaultRule(RequestMatcher(hasTicket: true), .truncatedBody(keeping: 1)))
            await #expect(throws: (any Error).self) { try await harness.get(url) }
            #expect(harness.site.sessionCount == 1)
            #expect(try await harness.get(url).status == 302)
        }
    }

    @Test func typesCanBeWrongOrMissing() async throws {
        try await Self.withPicture { harness, fetch in
            for type in ["text/html", "application/octet-stream", "image/svg+xml", nil] {
                harness.site.add(FaultRule(.pictures, .contentType(type)))
                let response = try await fetch()
                #expect(response.headers["Content-Type"] == (type.map { [$0] } ?? []))
                #expect(response.body == Self.picture)
            }
            harness.site.add(FaultRule(.pictures, .htmlAsImage))
            let html = try await fetch()
            #expect(html.status == 200)
            #expect(html.headers["Content-Type"] == ["image/png"])
            #expect(html.text.hasPrefix("<!DOCTYPE html>"))
        }
    }

    @Test func bodiesCanBeEmptyOrPartial() async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.pictures, .emptyBody))
            let empty = try await fetch()
            #expect(empty.status == 200)
            #expect(empty.headers["Content-Length"] == ["0"])
            #expect(empty.body.isEmpty)

            harness.site.add(FaultRule(.pictures, .noContent))
            let none = try await fetch()
            #expect(none.status == 204)
            #expect(none.headers["Content-Type"] == ["image/png"])
            #expect(none.body.isEmpty)

            harness.site.add(FaultRule(.pictures, .partialContent))
            let half = try await fetch()
            #expect(half.status == 206)
            #expect(half.body == Array(Self.picture.prefix(Self.picture.count / 2)))
            #expect(half.headers["Content-Range"] == ["bytes 0-\(half.body.count - 1)/\(Self.picture.count)"])
        }
    }

    @Test func compressedBodiesExpandToTheRightOnes() async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(.pictures, .gzip))
            let gzip = try await fetch()
            #expect(gzip.headers["Content-Encoding"] == ["gzip"])
            #expect(gzip.body != Self.picture)
            #expect(Self.inflated(gzip.body, limit: 1 << 20) == Self.picture)

            let size = (20 << 20) + 3
            harness.site.add(FaultRule(.pictures, .gzipBomb(byteCount: size)))
            let bomb = try await fetch()
            #expect(bomb.headers["Content-Encoding"] == ["gzip"])
            #expect(bomb.body.count < 64 << 10)
            let expanded = Self.inflated(bomb.body, limit: 32 << 20)
            #expect(expanded.count == size)
            #expect(expanded.allSatisfy { $0 == 0 })
        }
    }

    @Test func aBodyCanBeFarTooLarge() async throws {
        try await Self.withPicture { harness, fetch in
            let size = (12 << 20) + 5
            harness.site.add(FaultRule(.pictures, .oversizedBody(byteCount: size)))
            let response = try await fetch()
            #expect(response.body.count == size)
            #expect(response.body.starts(with: Self.picture))
            #expect(try await fetch().body == Self.picture)
        }
    }

    @Test(arguments: ["http://[bad", "file:///x", "//qlik.test/x", "https://evil.test/", "../up", ""])
    func anyLocationIsSentAsItIs(location: String) async throws {
        try await Self.withPicture { harness, fetch in
            for status in [301, 302, 303, 307, 308] {
                harness.site.add(FaultRule(.pictures, .redirect(location, status: status)))
                let response = try await fetch()
                #expect(response.status == status)
                #expect(response.headers["Location"] == [location])
            }
        }
    }

    @Test func anyCookieIsSentAsItIs() async throws {
        try await Self.withPicture { harness, fetch in
            let cookies = ["X-Qlik-Session=x/../../user/LAB/goran; Path=/", "LB=1", "X-Qlik-Session=a%2Fb+c=="]
            harness.site.add(
                FaultRule(.pictures, .setCookie(cookies[0]), .setCookie(cookies[1]), .setCookie(cookies[2]))
            )
            let response = try await fetch()
            #expect(response.headers["Set-Cookie"] == cookies)
            #expect(response.body == Self.picture)
        }
    }

    @Test func ticketsAndSessionsCanBeLost() async throws {
        try await Self.withPicture { harness, fetch in
            harness.site.add(FaultRule(RequestMatcher(hasTicket: true), .expireTickets))
            let tooLate = try await harness.logIn()
            #expect(tooLate.status == 302)
            let inTime = try await harness.logIn()
            #expect(inTime.status == 200)
            harness.site.add(FaultRule(.pictures, .forgetSessions))
            let lost = try await fetch()
            #expect(lost.status == 302)
            #expect(harness.site.sessionCount == 0)
        }
    }

    private static func inflated(_ bytes: [UInt8], limit: Int) -> [UInt8] {
        var stream = z_stream()
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            return []
        }
        defer { inflateEnd(&stream) }
        var input = bytes
        return [UInt8](unsafeUninitializedCapacity: limit) { target, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let status = inflate(&stream, Z_FINISH)
                count = status == Z_STREAM_END ? target.count - Int(stream.avail_out) : 0
            }
        }
    }
}
