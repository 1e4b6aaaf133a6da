import AuditDestinations
import AuditJournal
import AuditTesting
import NIOHTTP1
import Synchronization
import Testing

/// What operators see of an InfluxDB that can't be used, and that nothing is lost or told by it.
@Suite(.inTurn) struct InfluxDBHealthTests {
    private static let token = "s3cret-token"
    private static let wrongToken = "wr0ng-token"

    private let source = InfluxEvents.journal(20)
    private let store = InMemoryDeliveryStore()
    private let log = CapturedLog()

    private func delivery(
        port: Int,
        token: String = token,
        clock: ManualClock,
        reached: Latch = Latch(),
        host: String = "127.0.0.1",
        tls: Bool = false,
        authorityFile: String? = nil
    ) -> Delivery {
        let target = InfluxDBTarget.version2(
            InfluxDB2Target(organisation: "o", bucket: "b", token: token, retention: .forever, summary: "")
        )
        let address = InfluxDBAddress(
            host: host,
            port: port,
            isTLS: tls,
            authorityFile: authorityFile,
            timeout: .seconds(120)
        )
        return Delivery(
            destination: InfluxDBDestination(
                target: target,
                layout: InfluxEvents.layout,
                tagging: .bounded,
                maximumPoints: 5,
                transport: HTTPInfluxDBTransport(address: address, credentials: target.credentials),
                logger: log.logger()
            ),
            source: source,
            store: FaultyDeliveryStore(store, killSwitch: KillSwitch(), target: source.end, reached: reached),
            policy: BatchPolicy(maximumRecords: 10, maximumBytes: 1 << 20, maximumWait: .zero),
            clock: clock.deliveryClock,
            random: { 0 },
            logger: log.logger()
        )
    }

    /// Runs it into its first pause; returns what is shown of it then.
    private func trouble(_ delivery: Delivery, _ clock: ManualClock) async throws -> DeliveryStatus {
        let shown = Mutex<DeliveryStatus?>(nil)
        try await DeliveryHarness(delivery).during {
            await clock.waitForSleeps(1)
            shown.withLock { $0 = delivery.status }
        }
        return try #require(shown.withLock { $0 })
    }

    /// A new process with the right configuration delivers everything.
    private func recover(_ delivery: Delivery, _ reached: Latch, _ server: FakeInfluxDB) async throws {
        try await DeliveryHarness(delivery).during { await reached.wait() }
        #expect(store.letters.isEmpty)
        let stored = server.writes.filter { $0.headers["Authorization"] == ["Token \(Self.token)"] }
        #expect(stored.flatMap(\.lines).count == 20)
        for write in stored {
            #expect(write.violations(query: "org=o&bucket=b&precision=ns", token: Self.token) == [])
        }
    }

    private func expectNoToken(_ status: DeliveryStatus) {
        let texts = log.lines + [status.lastError ?? "", status.condition.reason ?? "", "\(status)"]
        for token in [Self.token, Self.wrongToken] { #expect(!texts.joined(separator: "\n").contains(token)) }
    }

    @Test(arguments: [401, 403])
    func aWrongTokenStopsWithTheKeyAndARightOneGoesOn(refusal: Int) async throws {
        let server = try await FakeInfluxDB { request, _ in
            let shown = request.headers["Authorization"].first ?? ""
            guard shown == "Token \(Self.token)" else {
                return .answer(refusal, [], #"{"code":"unauthorized","message":"\#(shown) is no token"}"#)
            }
            return request.path == "/api/v2/orgs" ? .answer(200, [], #"{"orgs":[]}"#) : .stored
        }
        let clock = ManualClock()
        let status = try await trouble(delivery(port: server.port, token: Self.wrongToken, clock: clock), clock)
        guard case .misconfigured(let reason) = status.condition else {
            Issue.record("\(status.condition)")
            return
        }
        #expect(reason.contains("\(refusal)") && reason.contains("the token in influxdb.metadata.v2Config"))
        #expect(!status.isHealthy && status.lagRecords == 20 && status.deadLetters == 0 && status.losses == 0)
        #expect(log.lines.contains { $0.contains("Delivery in trouble") && $0.contains("v2Config") })
        #expect(server.writes.isEmpty)
        expectNoToken(status)
        let reached = Latch()
        try await recover(delivery(port: server.port, clock: ManualClock(), reached: reached), reached, server)
    }

    @Test func aTokenThatIsTakenBackRejectsNothingAndIsLookedAtAgain() async throws {
        // Valid for the first ten points, then not, then again.
        let server = try await FakeInfluxDB { request, number in
            if (5..<8).contains(number) { return .answer(401, [], #"{"message":"\#(Self.token) expired"}"#) }
            return request.path == "/api/v2/orgs" ? .answer(200, [], #"{"orgs":[]}"#) : .stored
        }
        let reached = Latch()
        let clock = ManualClock(skipsSleeps: true)
        let delivery = delivery(port: server.port, clock: clock, reached: reached)
        try await DeliveryHarness(delivery).during { await reached.wait() }
        #expect(store.letters.isEmpty)
        #expect(clock.sleeps.count { $0 == .seconds(30) } == 3)
        #expect(log.lines.count { $0.contains("Delivery in trouble") } == 1)
        #expect(log.lines.count { $0.contains("Delivery recovered") } == 1)
        #expect(delivery.status.tally.delivered == 20)
        expectNoToken(delivery.status)
    }

    @Test func anUnknownHostIsTriedAgainWithTheKeyToCheck() async throws {
        let clock = ManualClock()
        let delivery = delivery(port: 8086, clock: clock, host: "no-such-host.invalid")
        let status = try await trouble(delivery, clock)
        guard case .retrying(let reason) = status.condition else {
            Issue.record("\(status.condition)")
            return
        }
        #expect(reason.contains("no-such-host.invalid:8086") && reason.contains("destination.influxdb.metadata.host"))
        #expect(status.lagRecords == 20 && store.letters.isEmpty)
        expectNoToken(status)
    }

    @Test func anUnknownAuthorityStopsWithTheKeyAndTheRightFileGoesOn() async throws {
        let certificate = try TestCertificate(host: "localhost")
        let other = try TestCertificate(host: "localhost")
        let server = try await FakeInfluxDB(tls: (certificate.certificate, certificate.key)) { request, _ in
            request.path == "/api/v2/orgs" ? .answer(200, [], #"{"orgs":[]}"#) : .stored
        }
        for file in [nil, other.certificate] {
            let clock = ManualClock()
            let untrusting = delivery(
                port: server.port,
                clock: clock,
                host: "localhost",
                tls: true,
                authorityFile: file
            )
            let status = try await trouble(untrusting, clock)
            guard case .misconfigured(let reason) = status.condition else {
                Issue.record("\(status.condition)")
                continue
            }
            #expect(reason.contains("Vidimus.destinations.influxdb.caFile"))
            // The token is sent to nobody who is not trusted.
            #expect(server.requests.isEmpty && store.letters.isEmpty)
            expectNoToken(status)
        }
        let reached = Latch()
        let trusting = delivery(
            port: server.port,
            clock: ManualClock(),
            reached: reached,
            host: "localhost",
            tls: true,
            authorityFile: certificate.certificate
        )
        try await recover(trusting, reached, server)
    }
}
