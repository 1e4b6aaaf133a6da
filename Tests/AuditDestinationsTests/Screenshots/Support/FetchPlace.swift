import AuditDestinations
import AuditEvents
import AuditTesting
import Pictures
import ServiceLifecycleTestKit

/// A fake Qlik site, the proxy service Q and the web proxy W, and fetchers that use it.
final class FetchPlace: Sendable {
    static let sharedCertificates = Result { try SiteCertificates() }

    let certificates: SiteCertificates
    let log = SiteLog()
    let lines = CapturedLog()
    let qps: FakeSite
    let web: FakeSite
    let isPlain: Bool

    /// `web` and `qps` answer a request and how many came before it at the same server.
    init(
        plain: Bool = false,
        certificate: String = "server",
        qpsCertificate: String = "server",
        qps qpsReply: @escaping @Sendable (SiteRequest, Int) -> SiteReply = FetchPlace.service,
        web webReply: @escaping @Sendable (SiteRequest, Int) -> SiteReply
    ) async throws {
        certificates = try Self.sharedCertificates.get()
        isPlain = plain
        let log = log
        qps = try await FakeSite(
            "Q",
            certificates: certificates,
            certificate: qpsCertificate,
            requiresClient: true,
            log: log
        ) { request in
            qpsReply(request, log.all.count { $0.server == "Q" && $0.method == request.method } - 1)
        }
        web = try await FakeSite(
            "W",
            certificates: plain ? nil : certificates,
            certificate: certificate,
            log: log
        ) { webReply($0, log.all.count { $0.server == "W" } - 1) }
    }

    /// Gives out TICKET1, TICKET2…, and ends every session.
    static func service(_ request: SiteRequest, _ number: Int) -> SiteReply {
        let type = ("Content-Type", "application/json")
        guard request.method == "POST" else { return .answer(200, [type], Array("{}".utf8)) }
        let body = "{\"UserDirectory\":\"LAB\",\"Attributes\":[],\"Ticket\":\"TICKET\(number + 1)\"}"
        return .answer(201, [type], Array(body.utf8))
    }

    func url(_ path: String = "/tempcontent/s.png", host: String = "qlik.test") -> String {
        "\(isPlain ? "http" : "https")://\(host):\(web.port)\(path)"
    }

    /// Settings of the three modes; `users` nil is mode none.
    func settings(
        hosts: [String]? = nil,
        tickets: Bool = true,
        cache: SessionCacheSettings? = nil,
        idle: Duration = .seconds(120),
        total: Duration? = nil,
        client: String = "client",
        openSessionsPath: String? = nil
    ) throws -> FetchSettings {
        let files = ProxyServiceCertificates(
            certificatePath: certificates.path("\(client).pem"),
            keyPath: certificates.path("\(client).key"),
            rootPath: certificates.path("root.pem")
        )
        let service = ProxyServiceSettings(
            host: try WebHost("qps.test").required(),
            port: qps.port,
            ticketTimeout: idle,
            certificates: files
        )
        return FetchSettings(
            allowedHosts: AllowedHosts(hosts ?? [isPlain && tickets ? "http://qlik.test" : "qlik.test", "other.test"]),
            idleTimeout: idle,
            totalTimeout: total,
            login: tickets ? .eventUser(service, EventUserPolicy()) : .none,
            sessionCache: cache,
            qlikRootPath: certificates.path("root.pem"),
            openSessionsPath: openSessionsPath
        )
    }

    static let resolver = HostResolver { name in
        switch name {
        case "qlik.test", "other.test", "qps.test": [NetworkAddress("127.0.0.1")].compactMap(\.self)
        case "metadata.test": [NetworkAddress("169.254.169.254")].compactMap(\.self)
        default: []
        }
    }

    /// The system's clock, but with sleeps of five minutes or longer.
    ///
    /// Only waits for a seat, for sessions of an earlier run and for the last endings sleep; a busy machine must not
    /// end them. Tests in which something never comes give a clock of their own.
    static let unhurried: DeliveryClock = {
        let system = DeliveryClock.system
        return DeliveryClock(
            now: system.now,
            sleep: { try await system.sleep(max($0, .seconds(300))) },
            wallMilliseconds: system.wallMilliseconds
        )
    }()

    /// Runs a fetcher, and stops it in order, which ends its sessions.
    func withFetcher<Value: Sendable>(
        _ settings: FetchSettings,
        resolver: HostResolver = FetchPlace.resolver,
        clock: DeliveryClock = FetchPlace.unhurried,
        _ body: @Sendable (ScreenshotFetcher) async throws -> Value
    ) async throws -> Value {
        let transport = SocketTransport()
        defer { transport.shutdown() }
        let fetcher = ScreenshotFetcher(
            settings: settings,
            transport: transport,
            resolver: resolver,
            clock: clock,
            random: .seeded(1),
            inspect: { bytes throws(PictureRejection) in
                do {
                    return try VerifiedPicture(inspecting: bytes)
                } catch {
                    throw PictureRejection(reason: "\(error)")
                }
            },
            logger: lines.logger()
        )
        return try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await fetcher.run() }
                let value = try await body(fetcher)
                trigger.triggerGracefulShutdown()
                try await group.waitForAll()
                return value
            }
        }
    }

    /// Fetches one picture with a fetcher of its own.
    func fetch(
        _ path: String = "/tempcontent/s.png",
        user: String = "UserDirectory=LAB; UserId=goran",
        _ settings: FetchSettings? = nil
    ) async throws -> FetchVerdict {
        let url = path.hasPrefix("/") ? url(path) : path
        return try await withFetcher(try settings ?? self.settings()) { fetcher in
            await fetcher.fetch(PictureRequest(url: url, user: user), attempt: AttemptNumber(1))
        }
    }

    /// Fetches the usual picture once and tells in a word what came of it.
    func once(_ fetcher: ScreenshotFetcher, user: String? = "LAB\\goran", url: String? = nil) async -> String {
        await fetcher.fetch(PictureRequest(url: url ?? self.url(), user: user), attempt: AttemptNumber(1)).name
    }
}

extension Optional {
    /// The value, or an error.
    func required() throws -> Wrapped {
        guard let self else { throw PictureRejection(reason: "a value is missing") }
        return self
    }
}

extension FetchVerdict {
    /// One word for comparing: `picture`, or the name of what happened.
    var name: String {
        switch self {
        case .picture: "picture"
        case .tryAgain(let trouble, _): "again \(trouble.name)"
        case .refused(let refusal): "refused \(refusal.name)"
        }
    }
}
