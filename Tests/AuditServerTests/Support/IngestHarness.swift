import AuditServer
import Dispatch
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Runs a real ingest door on a free port of loopback for the length of a test.
struct IngestHarness {
    let port: Int
    let context: IngestContext
    let sink: RecordingSink
    let log: CapturedLog
    /// Begins graceful shutdown, as SIGTERM would.
    let shutDown: @Sendable () -> Void

    static let token = "secret"

    /// Settings that most tests want: limiter off, token `secret`, one listed origin.
    static func settings(_ change: (inout IngestSettings) -> Void = { _ in }) -> IngestSettings {
        var settings = IngestSettings(
            host: "127.0.0.1", port: 0, tokens: AccessTokens([.init(name: "test", value: token)])
        )
        settings.cors = .listed(["https://qs.example.com"])
        settings.requestsPerMinutePerAddress = nil
        change(&settings)
        return settings
    }

    /// Serves with `settings`, runs the blocking `body` on a thread of its own, then stops the server.
    static func run(
        _ settings: IngestSettings = settings(),
        sink: RecordingSink = RecordingSink(),
        health: @escaping @Sendable () -> HealthReport = { HealthReport() },
        body: @escaping @Sendable (IngestHarness) throws -> Void
    ) async throws {
        let log = CapturedLog()
        let logger = log.logger()
        let context = IngestContext(
            settings: settings, logID: "00112233445566aa", sink: sink, health: health, logger: logger,
            wallClock: { 1_770_801_243_221 }
        )
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let server = IngestServer(
            context: context, tls: try settings.tls.map { try TLSContextStore($0) }, group: group, logger: logger
        ) { address in
            bound.yield(address.port ?? 0)
            bound.finish()
        }
        let services = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { bound.finish() }
                try await services.run()
            }
            for await port in ports {
                let harness = IngestHarness(port: port, context: context, sink: sink, log: log) {
                    Task { await services.triggerGracefulShutdown() }
                }
                try await onThread { try body(harness) }
            }
            await services.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await group.shutdownGracefully()
    }

    private static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async { done.resume(with: Result { try body() }) }
        }
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
