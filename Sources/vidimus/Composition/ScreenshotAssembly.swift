import AuditDestinations
import AuditJournal
import Foundation
import Logging
import Pictures
import ServiceLifecycle

/// Puts together what looks after screenshots.
struct ScreenshotAssembly {
    /// Looks after the jobs; nil where screenshots never were on.
    let jobs: ScreenshotService?
    /// All services, in the order in which they start.
    let services: [any Service]

    /// Nothing is fetched yet.
    ///
    /// Also where screenshots are off now but were on before, as their directory or cursor tells: jobs that an earlier
    /// start left open get their outcome.
    init(
        _ configuration: ServerConfiguration,
        directory: DataDirectory,
        journal: Journal,
        logger: Logger
    ) throws {
        let store = try FileDeliveryStore(name: ScreenshotService.cursorName, directory: directory)
        let screenshots = configuration.destinations.screenshots
        let wereOn = try store.loadCursor() != nil || FileManager.default.fileExists(atPath: directory.screenshots)
        guard screenshots != nil || wereOn else {
            jobs = nil
            services = []
            return
        }
        var settings = ScreenshotJobSettings()
        var work: any ScreenshotWork = RefusedScreenshots()
        var helpers: [any Service] = []
        if let screenshots {
            settings.patience = screenshots.own.patience
            settings.concurrency = screenshots.own.maximumConcurrent
            let threads = PictureThreads()
            let images = try ScreenshotStore(
                screenshots.storageSettings(directory),
                drawing: threads.drawing,
                writing: threads.writing
            )
            let transport = SocketTransport()
            let fetcher = ScreenshotFetcher(
                settings: screenshots.fetchSettings(configuration.qlik, directory),
                transport: transport,
                inspect: { bytes throws(PictureRejection) in
                    do {
                        return try await images.verified(bytes).get()
                    } catch {
                        throw PictureRejection(reason: "\(error)")
                    }
                },
                logger: logger
            )
            work = FetchedScreenshots(fetcher: fetcher, store: images, logger: logger)
            helpers = [PictureThreadsService(threads: threads, transport: transport), fetcher]
        }
        let jobs = ScreenshotService(
            work: work,
            source: journal,
            append: { submissions in
                await withCheckedContinuation { continuation in
                    journal.submit(submissions) { continuation.resume(returning: $0) }
                }
            },
            store: store,
            settings: settings,
            logger: logger
        )
        self.jobs = jobs
        services = helpers + [jobs]
    }

    /// Threads for pictures.
    private struct PictureThreads {
        let drawing = PictureWorkers(threads: PictureWorkers.defaultDrawingThreads)
        let writing = PictureWorkers(threads: PictureWorkers.defaultWritingThreads)
    }

    /// Ends threads and connections once nobody uses them any more.
    private struct PictureThreadsService: Service {
        let threads: PictureThreads
        let transport: SocketTransport

        func run() async throws {
            // Throws when cancelled, which is a stop as well.
            try? await gracefulShutdown()
            await threads.drawing.stop()
            await threads.writing.stop()
            transport.shutdown()
        }
    }
}
