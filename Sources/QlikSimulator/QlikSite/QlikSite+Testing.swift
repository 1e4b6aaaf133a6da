/// What tests do with a site and ask of it.
extension QlikSite {
    /// Everything that was requested so far, oldest first.
    package var requests: [SiteRequest] { core.withJournal { $0.requests } }

    /// Forgets the requests so far, so that a test sees only its own.
    package func clearRequests() { core.withJournal { $0.clear() } }

    /// The requests so far and every later one, as they are decided; ends with the task that reads it.
    package func observeRequests() -> AsyncStream<SiteRequest> { core.observe() }

    /// Returns once there were `count` requests that match; at once when there were as many already.
    ///
    /// - Throws: `CancellationError`, when the task is cancelled before.
    package func waitForRequests(_ count: Int, matching matcher: RequestMatcher = .any) async throws {
        var seen = 0
        guard count > 0 else { return }
        for await request in observeRequests() where matcher.matches(request) {
            seen += 1
            if seen == count { return }
        }
        throw CancellationError()
    }

    /// What happened so far, as counts.
    package var statistics: SiteStatistics { core.withState { $0.statistics } }

    /// How many pictures and other temporary content wait to be fetched for the first time.
    package var unfetchedCount: Int { core.withState { $0.unfetchedCount } }

    /// How many sessions there are now.
    package var sessionCount: Int { core.withState { $0.sessionCount(now: core.now()) } }

    /// The sessions of a user at one virtual proxy.
    package func sessions(of user: SiteUser, at prefix: SitePrefix = .default) -> [SiteSession] {
        core.withState { $0.sessions(of: user, at: prefix, now: core.now()) }
    }

    /// Lets something go wrong from now on, after what was asked for before.
    package func add(_ rule: FaultRule) { core.withFaults { $0.append(rule) } }

    /// Replaces everything that is to go wrong; an empty script lets all go well.
    package func setFaults(_ script: FaultScript) { core.withFaults { $0 = script } }

    /// What is still to go wrong.
    package var faults: FaultScript { core.withFaults { $0 } }

    /// Forgets all sessions, as a restart of the proxy does.
    package func forgetSessions() { core.withState { $0.forgetSessions() } }

    /// Makes all tickets too old.
    package func expireTickets() { core.withState { $0.expireTickets() } }

    /// Gives out a ticket without a request, as another tool at the same site might.
    ///
    /// - Throws: ``TicketError`` when there is no such virtual proxy.
    package func issueTicket(for user: SiteUser, at prefix: SitePrefix = .default) throws(TicketError) -> SiteTicket {
        let issued = core.withState { state in
            Result { () throws(TicketError) in try state.issueTicket(for: user, at: prefix, now: core.now()) }
        }
        return try issued.get()
    }
}
