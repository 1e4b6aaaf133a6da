import AuditJournal
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// The operator door: health, metrics and the console, on loopback unless configured otherwise.
package struct OperatorServer: Service {
    private let settings: OperatorSettings
    private let registry: PrometheusRegistry
    private let refreshMetrics: @Sendable () -> Void
    private let destinations: @Sendable () -> [UInt8]
    private let health: @Sendable () -> HealthReport
    private let log: LogReader?
    private let console: Console?
    private let group: any EventLoopGroup
    private let logger: Logger
    private let onBound: @Sendable (String) -> Void

    /// Creates the door; nothing is bound before ``run()``.
    ///
    /// `refreshMetrics` is called before metrics are read, for gauges that change without an event, such as lag;
    /// `destinations` gives the JSON of their states. Without `log`, there is nothing below `/log/` and no proof; without
    /// a `console` there are no pages for people.
    package init(
        settings: OperatorSettings,
        registry: PrometheusRegistry,
        refreshMetrics: @escaping @Sendable () -> Void = {},
        destinations: @escaping @Sendable () -> [UInt8] = { Array("[]".utf8) },
        health: @escaping @Sendable () -> HealthReport,
        log: LogReader? = nil,
        console: Console? = nil,
        group: any EventLoopGroup,
        logger: Logger,
        onBound: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.settings = settings
        self.registry = registry
        self.refreshMetrics = refreshMetrics
        self.destinations = destinations
        self.health = health
        self.log = log
        self.console = console
        self.group = group
        self.logger = logger
        self.onBound = onBound
    }

    package func run() async throws {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let application = Application(
            router: router(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                serverName: nil
            ),
            onServerRunning: { [onBound, logger] channel in
                guard let address = channel.localAddress else { return }
                let text = IngestServer.text(of: address)
                onBound(text)
                logger.info("Operator door is listening", metadata: ["address": "http://\(text)"])
            },
            eventLoopGroupProvider: .shared(group),
            logger: quiet
        )
        // Signals belong to the one service group of the process, so only the server part is run here.
        try await application.run()
    }

    private func router() -> Router<OperatorContext> {
        let router = Router(context: OperatorContext.self)
        router.get("/health/live") { [health] _, _ in
            Self.json(health().body(isReadiness: false), status: .ok)
        }
        router.get("/health/ready") { [health] _, _ in
            let report = health()
            return Self.json(report.body(isReadiness: true), status: report.isReady ? .ok : .serviceUnavailable)
        }
        router.get("/api/v1/destinations") { [destinations] _, _ in
            Self.json(ByteBuffer(bytes: destinations()), status: .ok)
        }
        router.get("/metrics") { [registry, refreshMetrics] _, _ in
            refreshMetrics()
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: registry.exposition()))
            )
        }
        if let log { LogRoutes(reader: log, logID: log.keys.logID, logger: logger).add(to: router) }
        console?.register(on: router)
        return router
    }

    private static func json(_ body: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: body)
        )
    }
}
