import AuditServer
import AuditTesting
import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing

/// Runs a real ingest door on a free port of loopback for the length of a test.
struct IngestHarness {
    let port: Int
    let context: IngestContext
    let tls: TLSContextStore?
    let sink: RecordingSink
    let log: CapturedLog
    /// Begins graceful shutdown, as SIGTERM would.
    let shutDown: @Sendable () -> Void

    static let token = "secret"

    /// Settings that most tests want: limiter off, token `secret`, one listed origin.
    static func settings(_ change: (inout IngestSettings) -> Void = { _ in }) -> IngestSettings {
        var settings = IngestSettings(
            host: "127.0.0.1",
            port: 0,
            tokens: AccessTokens([.init(name: "test", value: token)])
        )
        settings.cors = .listed(["https://qs.example.com"])
        settings.requestsPerMinutePerAddress = nil
        // A busy machine may take longer than a server gives; tests of a bound set their own.
        settings.limits.headerTimeout = .seconds(120)
        settings.limits.bodyProgressTimeout = .seconds(120)
        settings.limits.drainTimeout = .seconds(60)
        change(&settings)
        return settings
    }

    /// Serves with `settings`, runs the `body`, which may block, then stops the server.
    ///
    /// With one loop a connection is idle before the next one that is answered is: the loop does one after the other.
    static func run(
        _ settings: IngestSettings = settings(),
        loops: Int = 2,
        sink: RecordingSink = RecordingSink(),
        health: @escaping @Sendable () -> HealthReport = { HealthReport() },
        body: @escaping @Sendable (IngestHarness) throws -> Void
    ) async throws {
        let log = CapturedLog()
        let context = IngestContext(
            settings: settings,
            logID: "00112233445566aa",
            sink: sink,
            health: health,
            logger: log.logger(),
            wallClock: { 1_770_801_243_221 }
        )
        let tls = try settings.tls.map { try TLSContextStore($0) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
        let result: Result<Void, any Error>
        do {
            result = .success(try await serve(context, tls, group, log: log, sink: sink, body: body))
        } catch {
            result = .failure(error)
        }
        try await group.shutdownGracefully()
        expectNothingLeft(in: context)
        try result.get()
    }

    private static func serve(
        _ context: IngestContext,
        _ tls: TLSContextStore?,
        _ group: MultiThreadedEventLoopGroup,
        log: CapturedLog,
        sink: RecordingSink,
        body: @escaping @Sendable (IngestHarness) throws -> Void
    ) async throws {
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let server = IngestServer(context: context, tls: tls, group: group, logger: log.logger()) { address in
            bound.yield(address.port ?? 0)
            bound.finish()
        }
        let services = ServiceGroup(services: [server], logger: log.logger())
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { bound.finish() }
                try await services.run()
            }
            for await port in ports {
                let harness = IngestHarness(port: port, context: context, tls: tls, sink: sink, log: log) {
                    Task { await services.triggerGracefulShutdown() }
                }
                try body(harness)
            }
            await services.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Whatever happened in a test, nothing of it may be held afterwards.
    private static func expectNothingLeft(in context: IngestContext) {
        #expect(context.openConnections == 0)
        #expect(context.bodyBytesInFlight == 0)
    }

    /// Connections that the server counts as open.
    var openConnections: Int { context.openConnections }

    /// What a test waits for did not happen.
    struct WaitedInVain: Error {}

    /// Returns as soon as `condition` holds.
    func wait(until condition: () throws -> Bool) throws {
        let start = ContinuousClock.now
        while try !condition() {
            guard ContinuousClock.now - start < .seconds(120) else { throw WaitedInVain() }
            sched_yield()
        }
    }

    /// Makes sure that what happens next has a later time on the server's clock of milliseconds.
    func waitForNextMillisecond() {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .milliseconds(2) {}
    }

    /// One request on a connection of its own.
    func request(
        _ method: String = "POST",
        _ path: String = "/api/v1/audit-event",
        headers: [(String, String)] = [],
        token: String? = IngestHarness.token,
        contentType: String? = "application/json",
        body: String? = nil
    ) throws -> RawClient.Answer {
        let client = try RawClient(port: port)
        try client.send(Self.text(method, path, headers: headers, token: token, contentType: contentType, body: body))
        return try client.receive(hasBody: method != "HEAD")
    }

    /// The bytes of a request.
    static func text(
        _ method: String = "POST",
        _ path: String = "/api/v1/audit-event",
        headers: [(String, String)] = [],
        token: String? = IngestHarness.token,
        contentType: String? = "application/json",
        body: String? = nil
    ) -> String {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
        if let token { text += "Authorization: Bearer \(token)\r\n" }
        if let body {
            if let contentType { text += "Content-Type: \(contentType)\r\n" }
            text += "Content-Length: \(body.utf8.count)\r\n"
        }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return text + "\r\n" + (body ?? "")
    }
}
