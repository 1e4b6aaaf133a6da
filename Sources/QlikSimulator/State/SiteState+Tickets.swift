extension SiteState {
    /// Gives out a ticket for `user` at the virtual proxy of `prefix`.
    ///
    /// `targetID` names a login redirect of this site; the ticket then knows what the user had asked for.
    ///
    /// - Throws: ``TicketError`` when no such virtual proxy or login redirect exists.
    package mutating func issueTicket(
        for user: SiteUser,
        at prefix: SitePrefix,
        attributes: [SiteAttribute] = [],
        targetID: String? = nil,
        now: Duration
    ) throws(TicketError) -> SiteTicket {
        guard rules.virtualProxies[prefix] != nil else { throw .unknownVirtualProxy }
        var target: String?
        if let targetID {
            guard let url = targets.remove(targetID) else { throw .unknownTarget }
            target = url
        }
        let ticket = SiteTicket(
            text: text(rules.ticketAlphabet),
            user: user,
            attributes: attributes,
            prefix: prefix,
            expiry: now + rules.ticketLifetime,
            targetURL: target
        )
        tickets.insert(ticket, for: ticket.text)
        statistics.ticketsIssued += 1
        return ticket
    }

    /// Takes a ticket at the virtual proxy of `prefix`.
    ///
    /// A ticket is used up by the login that it was good for, also when the user has too many sessions. Shown at
    /// another virtual proxy it is refused and stays good.
    package mutating func redeem(_ text: String, at prefix: SitePrefix, now: Duration) -> TicketRedemption {
        guard let ticket = tickets[text], ticket.prefix == prefix else {
            statistics.ticketsRefused += 1
            return .refused
        }
        tickets.remove(text)
        guard now < ticket.expiry else {
            statistics.ticketsRefused += 1
            return .refused
        }
        endIdleSessions(now: now)
        let parallel = sessions.values.count { $0.user == ticket.user }
        guard parallel < rules.sessionLimit, sessions.count < Self.maximumSessions else {
            statistics.loginsRefused += 1
            return .tooManySessions(ticket.user)
        }
        let session = SiteSession(
            id: rules.sessionAlphabet.map { self.text($0) } ?? uuid().description,
            user: ticket.user,
            attributes: ticket.attributes,
            prefix: prefix,
            lastUse: now
        )
        sessions[session.id] = session
        statistics.sessionsOpened += 1
        let highest = max(statistics.highestParallelSessions[ticket.user] ?? 0, parallel + 1)
        statistics.highestParallelSessions[ticket.user] = highest
        return .opened(session)
    }

    /// Makes all tickets too old at once.
    package mutating func expireTickets() {
        tickets.removeAll()
    }
}
