import AuditEvents

/// A place in a list of sessions, ordered by their beginnings.
package struct SessionPosition: Sendable, Hashable, CustomStringConvertible {
    /// Beginning of the last session that was shown.
    package let begin: UTCTime

    /// That session.
    package let session: SessionID

    /// Names the place behind a session.
    package init(begin: UTCTime, session: SessionID) {
        self.begin = begin
        self.session = session
    }

    /// Reads what ``description`` wrote; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let begin = Int64(parts[0]), begin >= 0, let session = SessionID(parts[1]) else {
            return nil
        }
        self.init(begin: UTCTime(milliseconds: begin), session: session)
    }

    /// Milliseconds and number, such as `1794993674092-12`.
    package var description: String { "\(begin.milliseconds)-\(session)" }
}
