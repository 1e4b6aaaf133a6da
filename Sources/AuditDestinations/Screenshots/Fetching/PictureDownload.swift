/// Asks for a picture and follows redirects, each of them by decision.
struct PictureDownload: Sendable {
    private let settings: FetchSettings
    private let site: SiteClient
    private let clock: DeliveryClock
    private let certificates: CertificateFiles

    /// Where a chain stands.
    private struct Chain {
        var url: PictureURL
        var jar: CookieJar
        var followed = 0
        var session: PictureSession?
        var ticket = TicketUse.unsent
    }

    /// What to do about an answer.
    private enum Step {
        case follow(PictureURL)
        case end(DownloadOutcome.End)
    }

    /// Downloads by these settings.
    init(settings: FetchSettings, site: SiteClient, clock: DeliveryClock) {
        self.settings = settings
        self.site = site
        self.clock = clock
        certificates = .imageHosts(rootPath: settings.qlikRootPath)
    }

    /// Asks for `start`, which is `event` with or without a ticket, and follows where that leads.
    ///
    /// `isKept` says that `jar` holds a session of an earlier picture, which Qlik may have ended. Without it a session
    /// cookie from the origin of `start` is the session that the ticket bought; `sessionSeen` hears of it at once.
    /// Cookies of other origins are never taken for one: whoever sets a cookie must not choose which session we end.
    func run(
        _ start: PictureURL,
        event: PictureURL,
        jar: CookieJar = CookieJar(),
        isKept: Bool = false,
        log: FetchLog,
        sessionSeen: (PictureSession) -> Void = { _ in }
    ) async -> DownloadOutcome {
        let begin = clock.now()
        let usesTickets = settings.login != .none
        let rule = RedirectRule(allowedHosts: settings.allowedHosts, event: event, usesTickets: usesTickets)
        let isBuying = usesTickets && !isKept
        var chain = Chain(url: start, jar: jar)
        while true {
            let left = settings.totalTimeout - (clock.now() - begin)
            let progress = ExchangeProgress()
            let result: Result<ExchangeAnswer, DownloadFault>
            do throws(DownloadFault) {
                result = .success(try await ask(chain, within: left, isBuying: isBuying, progress))
            } catch {
                result = .failure(error)
            }
            // Also without a whole answer: Qlik opens the session before it sends the picture.
            take(progress, result, &chain, start: start, isBuying: isBuying, sessionSeen)
            switch step(result, chain, rule, isKept: isKept, log) {
            case .follow(let url):
                chain.followed += 1
                chain.url = url
            case .end(let end): return DownloadOutcome(end: end, session: chain.session, ticket: chain.ticket)
            }
        }
    }

    private func ask(
        _ chain: Chain,
        within left: Duration,
        isBuying: Bool,
        _ progress: ExchangeProgress
    ) async throws(DownloadFault) -> ExchangeAnswer {
        guard left > .zero else { throw .exchange(.timedOut("no picture within the time for everything")) }
        let origin = chain.url.origin
        var tls: TLSClient?
        if origin.scheme == .https {
            do {
                tls = try certificates.client()
            } catch {
                throw .certificate(error)
            }
        }
        var headers = [(name: "Accept", value: "image/*, */*;q=0.1")]
        if let cookies = chain.jar.header(for: chain.url) { headers.append((name: "Cookie", value: cookies)) }
        let request = ExchangeRequest(
            method: .get,
            target: chain.url.requestTarget,
            headers: headers,
            isSentOnce: isBuying && chain.followed == 0
        )
        let limits = ExchangeLimits(idle: settings.idleTimeout, total: left)
        do {
            return try await site.send(
                ExchangeCall(
                    request,
                    host: origin.host,
                    port: origin.port,
                    tls: tls,
                    limits: limits,
                    progress: progress
                )
            )
        } catch {
            throw .exchange(error)
        }
    }

    private func take(
        _ progress: ExchangeProgress,
        _ result: Result<ExchangeAnswer, DownloadFault>,
        _ chain: inout Chain,
        start: PictureURL,
        isBuying: Bool,
        _ sessionSeen: (PictureSession) -> Void
    ) {
        guard let head = progress.head else {
            // Whoever stops waiting doesn't know whether the request still goes out.
            var isStopped = false
            if case .failure(.exchange(.cancelled)) = result { isStopped = true }
            if isBuying, chain.followed == 0, progress.isSent || isStopped { chain.ticket = .unanswered }
            return
        }
        let cookies = head.cookies
        if isBuying, chain.followed == 0 {
            chain.ticket = .answered(status: head.status, cookieNames: cookies.map(\.name))
        }
        chain.jar.store(cookies, from: chain.url)
        guard isBuying, chain.session == nil, chain.url.origin == start.origin else { return }
        let isSession = { (cookie: SetCookie) in
            !cookie.value.isEmpty && !cookie.isExpired && settings.sessionCookieNames.contains(cookie.name)
        }
        guard let cookie = cookies.first(where: isSession) else { return }
        let session = PictureSession(cookie: cookie, jar: chain.jar)
        chain.session = session
        sessionSeen(session)
    }

    private func step(
        _ result: Result<ExchangeAnswer, DownloadFault>,
        _ chain: Chain,
        _ rule: RedirectRule,
        isKept: Bool,
        _ log: FetchLog
    ) -> Step {
        let answer: ExchangeAnswer
        switch result {
        case .success(let whole): answer = whole
        case .failure(.certificate(let error)): return .end(.certificate(error))
        case .failure(.exchange(let fault)): return .end(.fault(fault))
        }
        guard RedirectRule.isRedirect(answer.status) else {
            let type = answer.header("Content-Type")
            let judged = AnswerClass(status: answer.status, mediaType: type, body: answer.body)
            if isKept, Self.isRejection(judged, answer.status) { return .end(.rejected(status: answer.status)) }
            return .end(.answer(answer, judged))
        }
        let location = answer.header("Location")
        if isKept, rule.isLogin(location, from: chain.url) { return .end(.rejected(status: answer.status)) }
        do {
            let next = try rule.next(location, from: chain.url, followed: chain.followed)
            log.following(next, from: chain.url, number: chain.followed + 1, status: answer.status)
            return .follow(next)
        } catch {
            log.blocked(error, location: location, status: answer.status)
            return .end(.blocked(error))
        }
    }

    /// Qlik says no, or shows a page where a picture should be.
    private static func isRejection(_ judged: AnswerClass, _ status: Int) -> Bool {
        if case .trouble(.notAPicture) = judged { return true }
        return status == 401 || status == 403
    }
}
