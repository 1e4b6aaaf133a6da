import AuditJournal
import Logging
import Pictures
import ServiceLifecycle

/// Fetches pictures from Qlik Sense in the name of those who saw them.
///
/// One call is one attempt; when to try again is somebody else's decision. Any number of attempts may run at once.
/// ``run()`` ends the sessions that attempts opened and has to run beside them; at shutdown it stops after those who
/// call ``fetch(_:attempt:)``, and ends every session that is still open.
package final class ScreenshotFetcher: Service {
    /// Looks at bytes and throws if they are no whole picture.
    package typealias Inspection = @Sendable ([UInt8]) async throws(PictureRejection) -> VerifiedPicture

    /// Who buys tickets, and keeps the sessions that they open.
    private struct Access {
        let service: ProxyServiceClient
        let sessions: SessionPool
    }

    /// A picture that a session is needed for.
    private struct Errand {
        let url: PictureURL
        let key: SessionKey
        let log: FetchLog
    }

    private let gate: ScreenshotGate
    private let download: PictureDownload
    /// Nil when nobody logs in.
    private let access: Access?
    private let keepsSessions: Bool
    private let inspect: Inspection
    private let clock: DeliveryClock
    private let logger: Logger

    /// Opens nothing yet; certificate files are read when they are needed.
    package init(
        settings: FetchSettings,
        transport: any SiteTransport,
        resolver: HostResolver = .system,
        clock: DeliveryClock = .system,
        random: RandomSource = .system,
        inspect: @escaping Inspection,
        logger: Logger
    ) {
        let site = SiteClient(transport: transport, resolver: resolver, clock: clock)
        gate = ScreenshotGate(settings)
        download = PictureDownload(settings: settings, site: site, clock: clock)
        access = settings.login.service.map { service in
            let client = ProxyServiceClient(
                settings: service,
                site: site,
                certificates: .proxyService(service.certificates),
                random: random,
                logger: logger
            )
            let sessions = SessionPool(
                cache: settings.sessionCache,
                service: client,
                list: settings.openSessionsPath.map { OpenSessionList(path: $0, service: service) },
                clock: clock,
                logger: logger
            )
            return Access(service: client, sessions: sessions)
        }
        keepsSessions = settings.sessionCache != nil
        self.inspect = inspect
        self.clock = clock
        self.logger = logger
    }

    /// Ends sessions in the background, those of an earlier run first; returns after a graceful shutdown.
    package func run() async {
        if let access {
            await access.sessions.run()
        } else {
            // Throws when cancelled, which is a stop as well.
            try? await gracefulShutdown()
        }
    }

    /// Tries once to fetch the picture; never throws, never takes longer than its time limits add up to.
    package func fetch(_ request: PictureRequest, attempt: AttemptNumber) async -> FetchVerdict {
        let log = FetchLog(logger: logger, request: request, attempt: attempt)
        do throws(FetchRefusal) {
            let picture = try gate.admit(request)
            guard let login = picture.login, let access else {
                return await verdict(download.run(picture.url, event: picture.url, log: log), log)
            }
            let key = SessionKey(user: login.user, proxy: login.proxy, origin: picture.url.origin)
            return await fetch(Errand(url: picture.url, key: key, log: log), access)
        } catch {
            log.refused(error)
            return .refused(error)
        }
    }

    private func fetch(_ errand: Errand, _ access: Access) async -> FetchVerdict {
        let (url, log) = (errand.url, errand.log)
        // A kept session may be over; then once more with a new one, without delay.
        for _ in 0..<2 {
            switch await access.sessions.ask(errand.key) {
            case nil: return .tryAgain(Task.isCancelled ? .stopped : .tooManySessions, notBefore: nil)
            case .open(let seat): return await open(seat, errand, access)
            case .use(let seat, let session):
                let outcome = await download.run(url, event: url, jar: session.jar, isKept: true, log: log)
                access.sessions.left(seat, isRejected: outcome.isRejection)
                if case .rejected(let status) = outcome.end {
                    log.rejected(status: status)
                } else {
                    return await verdict(outcome, log)
                }
            }
        }
        return .tryAgain(.loginRequested, notBefore: nil)
    }

    private func open(_ seat: SeatID, _ errand: Errand, _ access: Access) async -> FetchVerdict {
        let (url, key, log) = (errand.url, errand.key, errand.log)
        let sessions = access.sessions
        let ticket: Ticket
        do {
            ticket = try await access.service.ticket(for: key.user, at: key.proxy)
        } catch {
            sessions.failedToOpen(seat, mayBeOpen: false)
            return .tryAgain(error, notBefore: nil)
        }
        let outcome = await download.run(TicketQuery.redeeming(ticket, at: url), event: url, log: log) { session in
            sessions.note(session, key)
        }
        let verdict = await verdict(outcome, log)
        guard let session = outcome.session else {
            sessions.failedToOpen(seat, mayBeOpen: outcome.ticket == .unanswered)
            // 401 and 403 say that no session was opened.
            if case .answered(let status, let names) = outcome.ticket, status != 401, status != 403 {
                log.withoutSession(status: status, cookieNames: names)
            }
            return verdict
        }
        let isWorthKeeping = keepsSessions && session.id != nil && outcome.isSessionHonoured
        sessions.opened(seat, session, isWorthKeeping: isWorthKeeping)
        if isWorthKeeping { log.established(session, key, access.service.settings) }
        return verdict
    }

    private func verdict(_ outcome: DownloadOutcome, _ log: FetchLog) async -> FetchVerdict {
        switch outcome.end {
        case .blocked(let block): return .refused(.redirectBlocked(block))
        case .fault(.tooLarge): return refuse(.tooLarge, log)
        case .fault(.cancelled): return .tryAgain(.stopped, notBefore: nil)
        case .fault(let fault): return .tryAgain(.exchange(fault), notBefore: nil)
        case .certificate(let error): return .tryAgain(.certificateFile(error.description), notBefore: nil)
        case .rejected: return .tryAgain(.loginRequested, notBefore: nil)
        case .answer(let answer, let judged):
            switch judged {
            case .final(let status): return refuse(.status(status), log)
            case .trouble(let trouble): return .tryAgain(trouble, notBefore: notBefore(answer))
            case .candidate(let mediaType):
                do {
                    let picture = try await inspect(answer.body)
                    return .picture(FetchedPicture(picture: picture, mediaType: mediaType))
                } catch {
                    return .tryAgain(.damaged(error.reason), notBefore: nil)
                }
            }
        }
    }

    private func refuse(_ refusal: FetchRefusal, _ log: FetchLog) -> FetchVerdict {
        log.refused(refusal)
        return .refused(refusal)
    }

    private func notBefore(_ answer: ExchangeAnswer) -> Duration? {
        answer.header("Retry-After").flatMap {
            RetryAfter.duration($0, nowMilliseconds: clock.wallMilliseconds())
        }
    }
}
