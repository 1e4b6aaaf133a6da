/// Who is signed in; a value without effects.
///
/// Sessions end by being idle, by age, and with the server.
struct SessionTable: Sendable {
    /// How long a session lasts.
    struct Lifetime: Sendable, Hashable {
        /// Without any request.
        var idleMilliseconds: Int64 = 30 * 60_000
        /// In all.
        var totalMilliseconds: Int64 = 12 * 3_600_000
    }

    /// Most sessions; the one idle for longest makes room.
    static let maximumSessions = 1_000

    private let lifetime: Lifetime
    /// By the hash of their token.
    private var sessions: [String: ConsoleSession] = [:]

    init(_ lifetime: Lifetime) {
        self.lifetime = lifetime
    }

    /// Sessions that have not ended.
    var count: Int { sessions.count }

    /// Begins a session.
    mutating func open(_ session: ConsoleSession, tokenHash: String) {
        prune(at: session.openedAtMilliseconds)
        if sessions.count >= Self.maximumSessions,
            let idlest = sessions.min(by: { $0.value.seenAtMilliseconds < $1.value.seenAtMilliseconds })
        {
            sessions[idlest.key] = nil
        }
        sessions[tokenHash] = session
    }

    /// The session of a request, which keeps it awake; nil when there is none or it has ended.
    mutating func session(tokenHash: String, at milliseconds: Int64) -> ConsoleSession? {
        guard var session = sessions[tokenHash] else { return nil }
        guard isAlive(session, at: milliseconds) else {
            sessions[tokenHash] = nil
            return nil
        }
        session.seenAtMilliseconds = max(session.seenAtMilliseconds, milliseconds)
        sessions[tokenHash] = session
        return session
    }

    /// Changes what a session remembers; nothing happens when it has ended.
    mutating func change(tokenHash: String, _ body: (inout ConsoleSession) -> Void) {
        guard var session = sessions[tokenHash] else { return }
        body(&session)
        sessions[tokenHash] = session
    }

    /// Ends one session.
    mutating func close(tokenHash: String) {
        sessions[tokenHash] = nil
    }

    /// Ends all sessions of an account.
    mutating func closeAll(of account: String) {
        sessions = sessions.filter { $0.value.account.lowercased() != account.lowercased() }
    }

    private mutating func prune(at milliseconds: Int64) {
        sessions = sessions.filter { isAlive($0.value, at: milliseconds) }
    }

    private func isAlive(_ session: ConsoleSession, at milliseconds: Int64) -> Bool {
        milliseconds - session.seenAtMilliseconds < lifetime.idleMilliseconds
            && milliseconds - session.openedAtMilliseconds < lifetime.totalMilliseconds
    }
}
