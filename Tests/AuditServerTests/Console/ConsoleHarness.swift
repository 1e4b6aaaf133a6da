import AuditCatalog
import AuditEvents
import AuditJournal
import AuditServer
import AuditTesting
import Foundation
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Runs a real operator door with the console on a free port of loopback for the length of a test.
struct ConsoleHarness {
    /// The time that the console sees; moved by hand.
    final class Clock: Sendable {
        private let now = Mutex<Int64>(HostileTrail.lastMilliseconds + 60_000)

        var milliseconds: Int64 { now.withLock { $0 } }

        func advance(seconds: Int64) { now.withLock { $0 += seconds * 1_000 } }
    }

    let port: Int
    let clock: Clock
    let journal: InMemoryRecordSource
    let feed: CatalogFeed
    /// The link of the first administrator.
    let firstLink: String
    /// Makes the journal refuse records.
    let refusal: RefusalSwitch

    /// Whether the journal refuses.
    final class RefusalSwitch: Sendable {
        private let isOn = Mutex(false)

        var refuses: Bool { isOn.withLock { $0 } }

        func set(_ value: Bool) { isOn.withLock { $0 = value } }
    }

    /// The console's own records, the oldest first: type and JSON.
    var records: [(type: String, json: [String: Any])] {
        get async throws {
            let all = try await journal.records(from: JournalOffset(0), maximumCount: 10_000, maximumBytes: 1 << 30)
            return all.filter { $0.ownType?.hasPrefix("console.") == true }.map { record in
                let json = (try? JSONSerialization.jsonObject(with: Data(record.bytes))) as? [String: Any]
                return (record.ownType ?? "", json ?? [:])
            }
        }
    }

    /// Serves, runs `body`, stops.
    static func run(
        settings: ConsoleSettings = ConsoleSettings(),
        body: @escaping @Sendable (ConsoleHarness) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "console-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = DataDirectory(path: folder.path)
        let journal = InMemoryRecordSource()
        HostileTrail.fill(journal)
        let clock = Clock()
        let log = CapturedLog()
        let store = try CatalogStore(CatalogLocation(in: data), logger: log.logger())
        let catalog = try Catalog(store)
        let feed = CatalogFeed(catalog, source: journal, logger: log.logger())
        try await feed.catchUp()
        let refusal = RefusalSwitch()
        let sources = ConsoleSources(
            catalog: catalog,
            records: journal,
            append: { refusal.refuses ? .refused(.diskFull) : journal.append([$0])[0] },
            pictures: PictureFolder(path: data.screenshots),
            health: { HealthReport() },
            destinations: {
                [
                    DestinationView(
                        name: HostileTrail.text,
                        state: "idle",
                        reason: HostileTrail.text,
                        lag: 1,
                        deadLetters: 1,
                        lost: 1,
                        lastError: HostileTrail.text
                    )
                ]
            },
            now: { clock.milliseconds },
            logID: "00112233445566aa",
            version: "0.0.0"
        )
        let console = Console(
            settings: settings,
            accounts: try AccountStore(in: data),
            sources: sources,
            logger: log.logger()
        )
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let (ports, bound) = AsyncStream.makeStream(of: String.self)
        let server = OperatorServer(
            settings: OperatorSettings(host: "127.0.0.1", port: 0),
            registry: PrometheusRegistry(),
            health: { HealthReport() },
            console: console,
            group: group,
            logger: log.logger(),
            onBound: { bound.yield($0) }
        )
        let services = ServiceGroup(services: [server], logger: log.logger())
        let result = await Result.of {
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { bound.finish() }
                    try await services.run()
                }
                for await address in ports {
                    let harness = ConsoleHarness(
                        port: Int(address.split(separator: ":").last ?? "") ?? 0,
                        clock: clock,
                        journal: journal,
                        feed: feed,
                        firstLink: console.firstLink(boundTo: address) ?? "",
                        refusal: refusal
                    )
                    let inner = await Result.of { try await body(harness) }
                    await services.triggerGracefulShutdown()
                    try inner.get()
                }
                try await tasks.waitForAll()
            }
        }
        try await group.shutdownGracefully()
        try result.get()
    }

    /// A browser that nobody has signed in with.
    func browser(from address: String? = nil) -> ConsoleBrowser { ConsoleBrowser(port: port, address: address) }

    /// A browser in which the first administrator is signed in.
    func administrator() throws -> ConsoleBrowser {
        let browser = browser()
        let token = firstLink.split(separator: "=").last.map(String.init) ?? ""
        try browser.get("/console/welcome?token=\(token)")
        try browser.post(
            "/console/welcome",
            [
                "token": token, "account": "anna", "password": ConsoleBrowser.password,
                "repeated": ConsoleBrowser.password,
            ]
        )
        return browser
    }

    /// A browser in which somebody is signed in whom `administrator` lets in now.
    func person(_ name: String, _ role: String, by administrator: ConsoleBrowser) throws -> ConsoleBrowser {
        try administrator.get("/console/accounts")
        let page = try administrator.post("/console/accounts", ["account": name, "role": role])
        let token = page.text.components(separatedBy: "/console/welcome?token=").last?.prefix(43) ?? ""
        let browser = browser()
        try browser.get("/console/welcome?token=\(token)")
        try browser.post(
            "/console/welcome",
            ["token": String(token), "password": ConsoleBrowser.password, "repeated": ConsoleBrowser.password]
        )
        return browser
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ body: () async throws -> Success) async -> Result {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
