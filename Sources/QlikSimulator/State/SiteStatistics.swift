/// What happened at a site so far, as counts.
package struct SiteStatistics: Sendable, Hashable {
    /// Tickets that the proxy service gave out.
    package internal(set) var ticketsIssued = 0
    /// Tickets that were shown and weren't good: unknown, used, too old, or of another virtual proxy.
    package internal(set) var ticketsRefused = 0
    /// Sessions that tickets opened.
    package internal(set) var sessionsOpened = 0
    /// Sessions that were ended through the proxy service.
    package internal(set) var sessionsDeleted = 0
    /// Sessions that ended for want of requests.
    package internal(set) var sessionsExpired = 0
    /// Logins with a good ticket that failed, as the user had as many sessions as are allowed.
    package internal(set) var loginsRefused = 0
    /// Pictures and other temporary content that users got.
    package internal(set) var contentsServed = 0
    /// Requests for temporary content of somebody else.
    package internal(set) var foreignContentRefused = 0
    /// The most sessions that each user had at the same time, ever.
    package internal(set) var highestParallelSessions: [SiteUser: Int] = [:]

    /// The most sessions that any user had at the same time, ever.
    package var highestParallelSessionsOfAnyone: Int { highestParallelSessions.values.max() ?? 0 }
}
