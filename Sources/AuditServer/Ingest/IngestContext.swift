import AuditEvents
import AuditJournal
import Logging
import NIOCore
import Synchronization

/// What all connections of the ingest door share; every mutable part guards itself.
package final class IngestContext: Sendable {
    /// Counts for the one window that all clients share.
    private enum Everybody: Hashable, Sendable { case everybody }

    let settings: IngestSettings
    let sink: any EventSink
    let health: @Sendable () -> HealthReport
    let writer: ResponseWriter
    let answerContext: AuditAnswer.Context
    let compatibility: VersionCompatibility
    let forwardedFor: ForwardedFor
    let budget: BodyBudget
    let census: ConnectionCensus
    let metrics = IngestMetrics()
    let log: ThrottledLog
    /// Milliseconds since 1970 UTC.
    let wallClock: @Sendable () -> Int64
    private let addressLimiter: Mutex<FixedWindowLimiter<NetworkAddress>>?
    private let failedTokenLimiter: Mutex<FixedWindowLimiter<NetworkAddress>>
    private let eventLimiter: Mutex<FixedWindowLimiter<Everybody>>?

    /// Creates the context of one door.
    package init(
        settings: IngestSettings,
        logID: String,
        sink: any EventSink,
        health: @escaping @Sendable () -> HealthReport,
        logger: Logger,
        wallClock: @escaping @Sendable () -> Int64
    ) {
        let limits = settings.limits
        self.settings = settings
        self.sink = sink
        self.health = health
        self.wallClock = wallClock
        self.writer = ResponseWriter(
            cors: settings.cors,
            isTLS: settings.tls != nil,
            idleTimeout: limits.idleTimeout
        )
        self.answerContext = AuditAnswer.Context(logID: logID, announcedVersion: settings.announcedVersion)
        self.compatibility = VersionCompatibility(serverVersion: settings.announcedVersion)
        self.forwardedFor = ForwardedFor(trusted: settings.trustedProxies)
        self.budget = BodyBudget(
            limitBytes: limits.maximumBodyBytesInFlight,
            shareBytes: limits.maximumBodyBytesInFlightPerAddress,
            smallBodyBytes: limits.smallBodyBytes
        )
        self.census = ConnectionCensus(
            maximumCount: limits.maximumConnections,
            maximumCountPerAddress: limits.maximumConnectionsPerAddress
        )
        self.log = ThrottledLog(logger: logger)
        let keys = limits.maximumLimiterKeys
        self.addressLimiter = settings.requestsPerMinutePerAddress.map {
            Mutex(FixedWindowLimiter(limit: $0, maximumKeys: keys))
        }
        self.failedTokenLimiter = Mutex(FixedWindowLimiter(limit: limits.failedTokensPerMinute, maximumKeys: keys))
        metrics.noteCollecting(settings.collects)
        self.eventLimiter = settings.eventsPerMinute.map { Mutex(FixedWindowLimiter(limit: $0, maximumKeys: 1)) }
    }

    /// Connections that are open now.
    package var openConnections: Int { census.count }

    /// Bytes of unfinished bodies that are held now.
    package var bodyBytesInFlight: Int { budget.usedBytes }

    /// Milliseconds of a clock that never goes back.
    var monotonicMilliseconds: Int64 {
        Int64(NIODeadline.now().uptimeNanoseconds / 1_000_000)
    }

    /// Counts a request of a counted route; nil when the limiter is off.
    func countRequest(from client: NetworkAddress) -> FixedWindowLimiter<NetworkAddress>.Standing? {
        addressLimiter?.withLock { $0.count(client, at: monotonicMilliseconds) }
    }

    /// Counts a wrong token, on any path and whatever other limits are off, so that tokens can't be guessed.
    func countFailedToken(from client: NetworkAddress) -> FixedWindowLimiter<NetworkAddress>.Standing {
        failedTokenLimiter.withLock { $0.count(client.network, at: monotonicMilliseconds) }
    }

    /// How many of `lines` more events this address may send in its window.
    func takeLines(_ lines: Int, from client: NetworkAddress) -> Int {
        addressLimiter?.withLock { $0.take(lines, for: client, at: monotonicMilliseconds) } ?? lines
    }

    /// The present standing of an address, for the headers of a batch's answer.
    func standing(of client: NetworkAddress) -> FixedWindowLimiter<NetworkAddress>.Standing? {
        addressLimiter?.withLock { $0.peek(client, at: monotonicMilliseconds) }
    }

    /// Counts one valid event against the limit for all clients; returns the seconds to wait when it is used up.
    func countEvent() -> Int? {
        eventLimiter?.withLock { limiter in
            let standing = limiter.count(.everybody, at: monotonicMilliseconds)
            return standing.isAllowed ? nil : standing.secondsToReset
        } ?? nil
    }
}
