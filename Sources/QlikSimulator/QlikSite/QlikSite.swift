import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ServiceLifecycle

/// A client-managed Qlik Sense site to test against, as far as a tool meets it that logs in with tickets and fetches
/// pictures: proxy with virtual proxies, proxy service, authentication module, temporary content, certificates.
///
/// Everything is in memory. Open it, or run it as a service; its ports are known from then on. It prints nothing; what
/// happened is in ``requests`` and ``statistics``. What is known about the real thing and what is assumed is in
/// docs/qlik-simulator.md.
package final class QlikSite: Service {
    /// What it is like.
    package let configuration: QlikSiteConfiguration

    /// Its certificates.
    package let trustZone: TrustZone

    let core: SiteCore
    private let pictures: any PictureSource
    private let sockets: [SiteListener: ListenerSocket]

    /// Makes a site that doesn't listen yet.
    ///
    /// - Parameters:
    ///   - configuration: What it is like.
    ///   - pictures: Paints its charts.
    ///   - demo: The page that it serves to people; nil for none.
    ///   - random: Where tickets, session ids and links come from; a seeded generator makes them repeatable.
    ///   - now: Site time, which only goes forward; nil for the time since this call.
    ///   - date: The date that certificates are made on.
    ///   - group: The event loops of its connections.
    /// - Throws: Whatever making certificates throws.
    package init(
        _ configuration: QlikSiteConfiguration = QlikSiteConfiguration(),
        pictures: any PictureSource,
        demo: DemoClient? = nil,
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        now: (@Sendable () -> Duration)? = nil,
        date: Date = Date(),
        group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) throws {
        let clock = ContinuousClock()
        let began = clock.now
        let zone = try TrustZone(
            hostNames: configuration.hostNames,
            coversLoopback: configuration.certifiesLoopback,
            browserCertificate: configuration.browserCertificate,
            now: date
        )
        let core = SiteCore(
            rules: configuration.rules,
            demo: demo.map { DemoWork(client: $0, pictures: pictures) },
            random: random,
            now: now ?? { clock.now - began }
        )
        let browsers = try zone.browserContext()
        let services = try zone.serviceContext()
        var sockets: [SiteListener: ListenerSocket] = [:]
        for listener in SiteListener.allCases where listener != .plainProxy || configuration.opensPlainProxy {
            let context: NIOSSLContext? =
                switch listener {
                case .proxy, .authentication: browsers
                case .proxyService: services
                case .plainProxy: nil
                }
            sockets[listener] = ListenerSocket(
                listener,
                host: configuration.address,
                port: configuration.ports[listener] ?? 0,
                context: context,
                core: core,
                group: group
            )
        }
        self.configuration = configuration
        self.trustZone = zone
        self.core = core
        self.pictures = pictures
        self.sockets = sockets
    }

    /// Begins to listen everywhere; listeners that are open stay as they are.
    ///
    /// - Throws: Whatever the system says, such as that a port is in use; nothing listens then.
    package func open() async throws {
        do {
            for socket in sockets.values { try await socket.open() }
        } catch {
            await close()
            throw error
        }
        core.setPorts(
            SitePorts(
                proxyOrigin: baseURL(),
                proxyService: port(.proxyService),
                authentication: port(.authentication)
            )
        )
    }

    /// Stops listening and ends all connections; what it remembers stays.
    package func close() async {
        for socket in sockets.values { await socket.close() }
    }

    /// Listens until the service is asked to stop.
    ///
    /// - Throws: Whatever ``open()`` throws.
    package func run() async throws {
        try await open()
        // Throws when the task is cancelled, which is one of the two ways to be asked to stop.
        try? await gracefulShutdown()
        await close()
    }

    // MARK: Outages

    /// Stops listening at one door and ends its connections; clients are refused until it is opened again.
    package func close(_ listener: SiteListener) async {
        await socket(listener).close()
    }

    /// Listens again at a door that was closed, on the same port.
    ///
    /// - Throws: Whatever the system says, such as that something else took the port meanwhile.
    package func open(_ listener: SiteListener) async throws {
        try await socket(listener).open()
    }

    // MARK: Where it is

    /// The port of one door; 0 before it was first opened, unless one was asked for.
    package func port(_ listener: SiteListener) -> Int {
        socket(listener).port
    }

    /// Scheme, host, port and prefix that links begin with, such as `https://127.0.0.1:4711/analytics`.
    package func baseURL(
        _ prefix: SitePrefix = .default,
        over listener: SiteListener = .proxy,
        host: String? = nil
    ) -> String {
        let scheme = listener.isEncrypted ? "https" : "http"
        return "\(scheme)://\(host ?? configuration.linkHost):\(port(listener))\(prefix.path)"
    }

    /// For a client that can be told where names lead: each name of the site with its address.
    package var hostOverrides: [String: String] {
        Dictionary(configuration.hostNames.map { ($0, configuration.address) }) { first, _ in first }
    }

    private func socket(_ listener: SiteListener) -> ListenerSocket {
        guard let socket = sockets[listener] else {
            preconditionFailure("the configuration opens the plain proxy for those who use it")
        }
        return socket
    }

    // MARK: Pictures

    /// Makes a picture as a user's browser lets Qlik Sense make it; returns the link that the browser gets.
    ///
    /// `link` and `name` are the folder and the file name in the link; without them they are random.
    package func exportImage(
        of object: SimulatedObject,
        selections: [SelectedField] = [],
        for user: SiteUser,
        at prefix: SitePrefix = .default,
        size: ExportSize,
        link: SimulatedUUID? = nil,
        name: String? = nil,
        over listener: SiteListener = .proxy,
        policy: ContentPolicy? = nil
    ) -> String {
        let bytes = pictures.picture(of: object, selections: selections, size: size)
        return keep(bytes, for: user, at: prefix, link: link, name: name, over: listener, policy: policy)
    }

    /// Keeps any bytes as temporary content of a user; returns the link.
    package func keep(
        _ bytes: [UInt8],
        contentType: String = "image/png",
        for user: SiteUser,
        at prefix: SitePrefix = .default,
        link: SimulatedUUID? = nil,
        name: String? = nil,
        over listener: SiteListener = .proxy,
        policy: ContentPolicy? = nil
    ) -> String {
        let path = core.withState { state in
            let name = name ?? state.uuid().description.replacing("-", with: "") + ".png"
            return state.keep(
                bytes,
                named: name,
                contentType: contentType,
                for: user,
                at: prefix,
                link: link,
                policy: policy,
                now: core.now()
            ).path(node: state.rules.nodes[0])
        }
        return baseURL(over: listener) + path
    }
}
