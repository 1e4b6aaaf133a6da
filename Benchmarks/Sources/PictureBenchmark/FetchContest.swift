import AuditDestinations
import Foundation
import Logging
import Pictures
import ServiceLifecycle

/// Fetches pictures over TLS in the name of several users, verifies and stores them; only our side of it is counted.
enum FetchContest {
    static func run(_ charts: [[UInt8]], pictures count: Int, directory: String) async throws {
        let mean = charts.reduce(0) { $0 + $1.count } / charts.count
        guard let chart = charts.min(by: { abs($0.count - mean) < abs($1.count - mean) }) else { return }
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let site = try SiteProcess(chart: chart, copies: count, directory: directory)
        try await run("fetch, inspect and store", site.offer, directory + "/fetched", fields: [], crop: "")
        try await run(
            "fetch, inspect, crop with a search for the grid line, caption and store",
            site.offer,
            directory + "/fetched-cropped",
            fields: Set(ScreenshotCaptionField.allCases),
            crop: SampleEnvelope.crop
        )
        try site.end()
        try FileManager.default.removeItem(atPath: directory)
    }

    private static func run(
        _ name: String,
        _ offer: SiteOffer,
        _ directory: String,
        fields: Set<ScreenshotCaptionField>,
        crop: String
    ) async throws {
        let drawing = PictureWorkers(threads: PictureWorkers.defaultDrawingThreads)
        let writing = PictureWorkers(threads: PictureWorkers.defaultWritingThreads)
        let storage = ScreenshotStorageSettings(
            contentDirectory: directory + "/content",
            targets: [ScreenshotTarget(name: "flat", directory: directory + "/flat")],
            caption: ScreenshotCaption(fields: fields)
        )
        let store = try ScreenshotStore(storage, drawing: drawing, writing: writing)
        guard try await store.prepare().isEmpty else { throw CocoaError(.fileWriteUnknown) }
        let transport = SocketTransport()
        let logger = Logger(label: "PictureBenchmark") { _ in SwiftLogNoOpLogHandler() }
        let fetcher = ScreenshotFetcher(
            settings: try settings(offer),
            transport: transport,
            inspect: { bytes throws(PictureRejection) in
                do {
                    return try await store.verified(bytes).get()
                } catch {
                    throw PictureRejection(reason: "\(error)")
                }
            },
            logger: logger
        )
        let fetching = FetchRun(name: name, offer: offer, fetcher: fetcher, store: store, crop: crop)
        let services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: fetcher),
            .init(service: fetching, successTerminationBehavior: .gracefullyShutdownGroup),
        ]
        try await ServiceGroup(configuration: ServiceGroupConfiguration(services: services, logger: logger)).run()
        transport.shutdown()
        await drawing.stop()
        await writing.stop()
    }

    /// As a server has them in mode userTicket with a session cache.
    private static func settings(_ offer: SiteOffer) throws -> FetchSettings {
        guard let host = WebHost("127.0.0.1") else { preconditionFailure("an address is a host") }
        let certificates = ProxyServiceCertificates(
            certificatePath: offer.client,
            keyPath: offer.clientKey,
            rootPath: offer.root
        )
        let service = ProxyServiceSettings(
            host: host,
            port: offer.servicePort,
            ticketTimeout: .seconds(60),
            certificates: certificates
        )
        return FetchSettings(
            allowedHosts: AllowedHosts(["127.0.0.1:\(offer.port)"]),
            idleTimeout: .seconds(60),
            login: .eventUser(service, EventUserPolicy()),
            sessionCache: SessionCacheSettings(timeToLive: .seconds(600)),
            qlikRootPath: offer.root
        )
    }
}
