import AuditCatalog
import AuditDestinations
import AuditJournal
import AuditServer
import Foundation
import Logging
import Metrics
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Puts the server together from a configuration: the only place that picks real clocks, disks and sockets.
///
/// Services start in the order journal, log, the server's own records, screenshots, destinations, operator door, ingest door and stop in reverse, so that
/// nothing new comes in while what is there is flushed.
struct ServerAssembly {
    /// How long a stop may take before what is left is cancelled; it stays in the journal for the next start.
    ///
    /// Longer than the ingest door and the destinations together give their work.
    private static let gracefulStopSeconds = 9.0

    /// How long it may take at all; the promise is 10 seconds.
    static let lastResortSeconds = 9.6

    private let configuration: ServerConfiguration
    private let logger: Logger
    private let registry = PrometheusRegistry()
    private let lock: DirectoryLock
    private let journal: Journal
    private let deliveries: [Delivery]
    private let screenshots: ScreenshotAssembly
    private let tls: TLSContextStore?
    private let ingestSettings: IngestSettings
    private let identity: LogIdentity
    private let log: LogPublisher
    private let life: ServerLife
    private let accounts: AccountStore
    private let catalog: Catalog

    /// Takes the data directory and opens the journal; nothing listens yet.
    init(_ configuration: ServerConfiguration, logger: Logger) throws {
        MetricsSystem.bootstrap(registry)
        self.configuration = configuration
        self.logger = logger
        let directory = DataDirectory(path: configuration.dataDirectory)
        self.lock = try directory.lock()
        let identity = try LogIdentity.loadOrCreate(in: directory, origin: configuration.logOrigin)
        self.identity = identity
        var ingestSettings = try IngestSettings(configuration.ingest) { try Self.ingestionToken(in: directory) }
        let connections = DescriptorLimit.raise()
        ingestSettings.limits.maximumConnections = min(ingestSettings.limits.maximumConnections, connections)
        ingestSettings.limits.maximumConnectionsPerAddress = min(
            ingestSettings.limits.maximumConnectionsPerAddress,
            max(1, connections / 4)
        )
        ingestSettings.awaitsScreenshots = configuration.destinations.screenshots != nil
        self.ingestSettings = ingestSettings
        self.tls = try ingestSettings.tls.map { try TLSContextStore($0) }
        var settings = JournalSettings()
        settings.segmentBytes = configuration.journal.segmentBytes
        settings.queueBytes = configuration.journal.queueBytes
        self.journal = try Journal.open(
            directory,
            settings: settings,
            lock: lock,
            logger: logger,
            now: Self.wallClock
        )
        self.log = try LogPublisher(directory, identity: identity, source: journal, logger: logger)
        self.life = ServerLife(
            ServerStart(
                identity: identity,
                configuration: configuration.fingerprint,
                collects: ingestSettings.collects,
                before: ServerState.load(from: directory)
            ),
            directory: directory,
            journal: journal,
            logger: logger,
            wallClock: Self.wallClock
        )
        self.deliveries = try DestinationAssembly(
            configuration: configuration.destinations,
            directory: directory,
            logID: identity.logID,
            logger: logger
        ).deliveries(from: journal)
        self.screenshots = try ScreenshotAssembly(
            configuration,
            directory: directory,
            journal: journal,
            logger: logger
        )
        self.accounts = try AccountStore(in: directory)
        self.catalog = try Catalog(CatalogStore(CatalogLocation(in: directory), logger: logger))
        logger.info(
            "Journal is open",
            metadata: ["data": "\(directory.path)", "records": "\(journal.end)", "log.id": "\(identity.logID)"]
        )
    }

    /// Serves until one of `signals`; the process ends at `deadline` at the latest.
    func run(until signals: ServerSignals, within deadline: StopDeadline) async throws {
        let ingestGroup = MultiThreadedEventLoopGroup(numberOfThreads: UsableCores.count)
        let operatorGroup = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        // Without an ingest door there is none to wait for.
        let openDoor = SharedFlag(!configuration.ingest.isEnabled)
        let health: @Sendable () -> HealthReport = {
            [journal, log, deliveries, screenshots, openDoor, ingestSettings] in
            HealthReport.current(
                journal: journal,
                log: log,
                deliveries: deliveries,
                screenshots: screenshots.jobs?.status,
                isDoorOpen: openDoor.isSet,
                isCollecting: ingestSettings.collects
            )
        }
        let context = IngestContext(
            settings: ingestSettings,
            logID: identity.logID,
            sink: journal,
            health: health,
            logger: logger,
            wallClock: Self.wallClock
        )
        let ingest = IngestServer(context: context, tls: tls, group: ingestGroup, logger: logger) { [openDoor] _ in
            openDoor.set()
        }
        let destinations: @Sendable () -> [DestinationState] = { [deliveries, screenshots] in
            deliveries.map(\.status).map { DestinationState($0) }
                + [screenshots.jobs?.status].compactMap(\.self).map { DestinationState($0) }
        }
        let console = console(health: health, destinations: destinations)
        let operators = OperatorServer(
            settings: OperatorSettings(host: configuration.operators.host, port: configuration.operators.port),
            registry: registry,
            refreshMetrics: { [log, deliveries] in
                log.refreshGauges()
                for delivery in deliveries { delivery.refreshGauges() }
            },
            destinations: { Self.json(destinations()) },
            health: health,
            log: LogReader(publisher: log, journal: journal, keys: identity.keys),
            console: console,
            group: operatorGroup,
            logger: logger,
            onBound: { console.invite(boundTo: $0) }
        )
        var services: [any Service] = [journal, log, life, CatalogFeed(catalog, source: journal, logger: logger)]
        services += witnessRounds
        services += screenshots.services
        services += [DeliveryFleet(deliveries, logger: logger)]
        services += [CertificateReload(store: tls, reloads: signals.reloads, logger: logger), operators]
        if configuration.ingest.isEnabled { services.append(ingest) }
        var groupConfiguration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) } + [
                .init(service: signals, successTerminationBehavior: .gracefullyShutdownGroup),
                .init(service: deadline, successTerminationBehavior: .ignore),
            ],
            logger: quiet(logger)
        )
        groupConfiguration.maximumGracefulShutdownDuration = .seconds(Self.gracefulStopSeconds)
        do {
            try await ServiceGroup(configuration: groupConfiguration).run()
        } catch  where deadline.hasBegun {
            logger.warning("The stop was cut short", metadata: ["error": "\(error)"])
        }
        logger.info("Stopped", metadata: ["records": "\(journal.end)"])
        try await ingestGroup.shutdownGracefully()
        try await operatorGroup.shutdownGracefully()
    }

    /// Asks the witnesses of the configuration, if there are any.
    private var witnessRounds: [any Service] {
        guard !configuration.witnesses.isEmpty else { return [] }
        let clients = configuration.witnesses.map { WitnessClient($0, logKeys: identity.keys) }
        return [WitnessRounds(publisher: log, clients: clients, logger: logger)]
    }

    /// The pages for people on the operator door.
    private func console(
        health: @escaping @Sendable () -> HealthReport,
        destinations: @escaping @Sendable () -> [DestinationState]
    ) -> Console {
        let sources = ConsoleSources(
            catalog: catalog,
            records: journal,
            append: { [journal] in await journal.append($0) },
            pictures: PictureFolder(path: DataDirectory(path: configuration.dataDirectory).screenshots),
            health: health,
            destinations: { destinations().map { DestinationView($0) } },
            now: Self.wallClock,
            logID: identity.logID,
            version: VidimusVersion.current
        )
        return Console(
            settings: ConsoleSettings(configuration.console),
            accounts: accounts,
            sources: sources,
            logger: logger
        )
    }

    private static func json(_ states: [DestinationState]) -> [UInt8] {
        do {
            return [UInt8](try JSONEncoder().encode(states))
        } catch {
            preconditionFailure("texts and numbers can be encoded: \(error)")
        }
    }

    private func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    /// Milliseconds since 1970 UTC.
    private static let wallClock: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1_000) }

    /// The token of the data directory; a new one is printed this once.
    private static func ingestionToken(in directory: DataDirectory) throws -> IngestionToken {
        let token = try IngestionToken.loadOrCreate(in: directory)
        if token.isNew {
            StandardError.print("Ingestion token, shown this once, kept in \(IngestionToken.path(in: directory)):")
            StandardError.print("  \(token.value)")
        }
        return token
    }
}
