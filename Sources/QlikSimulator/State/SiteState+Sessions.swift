extension SiteState {
    /// The session with this id, which a request at the virtual proxy of `prefix` keeps alive.
    ///
    /// Nil when it is unknown there or was idle for too long.
    package mutating func useSession(_ id: String, at prefix: SitePrefix, now: Duration) -> SiteSession? {
        guard var session = session(id, at: prefix, now: now) else { return nil }
        session.lastUse = now
        sessions[id] = session
        return session
    }

    /// The session with this id at the virtual proxy of `prefix`, without keeping it alive.
    package mutating func session(_ id: String, at prefix: SitePrefix, now: Duration) -> SiteSession? {
        endIdleSessions(now: now)
        guard let session = sessions[id], session.prefix == prefix else { return nil }
        return session
    }

    /// The sessions of `user` at the virtual proxy of `prefix`, ordered by id.
    package mutating func sessions(of user: SiteUser, at prefix: SitePrefix, now: Duration) -> [SiteSession] {
        endIdleSessions(now: now)
        return sessions.values.filter { $0.user == user && $0.prefix == prefix }.sorted { $0.id < $1.id }
    }

    /// Ends the session with this id; nil, and nothing happens, unless it is one of the virtual proxy of `prefix`.
    package mutating func endSession(_ id: String, at prefix: SitePrefix, now: Duration) -> SiteSession? {
        guard let session = session(id, at: prefix, now: now) else { return nil }
        sessions[id] = nil
        statistics.sessionsDeleted += 1
        return session
    }

    /// Ends the sessions of `user` at the virtual proxy of `prefix`; returns them.
    package mutating func endSessions(of user: SiteUser, at prefix: SitePrefix, now: Duration) -> [SiteSession] {
        let ended = sessions(of: user, at: prefix, now: now)
        for session in ended { sessions[session.id] = nil }
        statistics.sessionsDeleted += ended.count
        return ended
    }

    /// How many sessions there are.
    package mutating func sessionCount(now: Duration) -> Int {
        endIdleSessions(now: now)
        return sessions.count
    }

    /// Forgets all sessions without counting them as ended, as after a restart of the proxy.
    package mutating func forgetSessions() {
        sessions = [:]
    }

    mutating func endIdleSessions(now: Duration) {
        for (id, session) in sessions {
            guard let proxy = rules.virtualProxies[session.prefix] else {
                preconditionFailure("sessions are of virtual proxies of the site")
            }
            guard now - session.lastUse >= proxy.inactivityTimeout else { continue }
            sessions[id] = nil
            statistics.sessionsExpired += 1
        }
    }
}
