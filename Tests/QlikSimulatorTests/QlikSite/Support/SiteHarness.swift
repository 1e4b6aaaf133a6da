import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import QlikSimulator

/// A site on loopback with a browser and a client of the proxy service.
struct SiteHarness: Sendable {
    static let forgeryKey = "abcdefghijkl0123"

    let site: QlikSite
    let time: ManualTime
    /// Knows both roots and has no certificate of its own; follows no redirects.
    let browser: HTTPClient
    /// Shows the certificate of the trust zone.
    let service: HTTPClient

    /// A user for whom no test needs more than a name.
    static func user(_ id: String = "goran") throws -> SiteUser {
        try SiteUser(directory: "LAB", id: id)
    }

    /// A prefix that is known to be one.
    static func prefix(_ text: String) throws -> SitePrefix {
        guard let prefix = SitePrefix(text) else { throw NoPrefix(text: text) }
        return prefix
    }

    private struct NoPrefix: Error {
        let text: String
    }

    /// Opens a site for as long as `body` runs.
    static func run(
        _ configuration: QlikSiteConfiguration = QlikSiteConfiguration(),
        demo: DemoClient? = nil,
        seed: UInt64 = 1,
        _ body: (SiteHarness) async throws -> Void
    ) async throws {
        let time = ManualTime()
        let site = try QlikSite(
            configuration,
            pictures: PlainPictures(),
            demo: demo,
            random: SeededGenerator(seed: seed),
            now: { time.now }
        )
        try await site.open()
        let service = try site.trustZone.clientConfiguration(alsoTrustsPublic: true)
        var browser = service
        browser.certificateChain = []
        browser.privateKey = nil
        let harness = SiteHarness(
            site: site,
            time: time,
            browser: client(browser, at: site),
            service: client(service, at: site)
        )
        let result: Result<Void, any Error>
        do { result = .success(try await body(harness)) } catch { result = .failure(error) }
        try await harness.browser.shutdown()
        try await harness.service.shutdown()
        await site.close()
        try result.get()
    }

    /// A client with this TLS that finds the names of `site`.
    static func client(_ tls: TLSConfiguration, at site: QlikSite) -> HTTPClient {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        // A refused connection is an answer here.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.dnsOverride = site.hostOverrides
        configuration.timeout = .init(connect: .seconds(30), read: .seconds(60))
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }

    /// Gets a URL as a browser does.
    func get(_ url: String, cookies: [String] = []) async throws -> SiteResponse {
        try await send(.GET, url, cookies: cookies, through: browser)
    }

    /// Sends one request.
    func send(
        _ method: HTTPMethod,
        _ url: String,
        headers: HTTPHeaders = [:],
        cookies: [String] = [],
        body: String? = nil,
        through client: HTTPClient
    ) async throws -> SiteResponse {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers = headers
        if !cookies.isEmpty { request.headers.add(name: "Cookie", value: cookies.joined(separator: "; ")) }
        if let body { request.body = .bytes(Array(body.utf8)) }
        return try await SiteResponse(client.execute(request, timeout: .seconds(60)))
    }

    /// Asks the proxy service; `path` stands behind `/qps`.
    func call(
        _ method: HTTPMethod,
        _ path: String,
        query: String? = "Xrfkey=\(SiteHarness.forgeryKey)",
        key: String? = SiteHarness.forgeryKey,
        body: String? = nil
    ) async throws -> SiteResponse {
        let url = site.baseURL(over: .proxyService) + "/qps" + path + (query.map { "?\($0)" } ?? "")
        let headers: HTTPHeaders = key.map { ["X-Qlik-Xrfkey": $0] } ?? [:]
        return try await send(method, url, headers: headers, body: body, through: service)
    }

    /// Buys a ticket for `LAB\id` and returns it, escaped for a query.
    func ticket(_ id: String = "goran", at prefix: SitePrefix = .default) async throws -> String {
        let body = "{\"UserDirectory\":\"LAB\",\"UserId\":\"\(id)\"}"
        let response = try await call(.POST, "\(prefix.path)/ticket", body: body)
        return SiteTarget.escaped(try JSONDecoder().decode(IssuedTicket.self, from: Data(response.body)).ticket)
    }

    /// Logs in with a new ticket and returns the answer.
    func logIn(_ id: String = "goran", at prefix: SitePrefix = .default) async throws -> SiteResponse {
        try await get(site.baseURL(prefix) + "/hub/?qlikTicket=" + ticket(id, at: prefix))
    }

    /// Logs in and returns the session cookie for later requests.
    func session(_ id: String = "goran", at prefix: SitePrefix = .default) async throws -> String {
        let response = try await logIn(id, at: prefix)
        guard let cookie = response.cookie() else { throw NoSession(status: response.status) }
        return cookie
    }

    private struct NoSession: Error {
        let status: Int
    }
}
