/// How a delivery is doing, for health, metrics and people.
package enum DeliveryCondition: Sendable, Hashable {
    /// Reads its cursor and prepares the destination.
    case starting
    /// Everything is delivered, or an incomplete batch waits for company.
    case idle
    /// A batch is on its way.
    case delivering
    /// The destination doesn't take the batch now; it is tried again.
    case retrying(reason: String)
    /// An operator has to act; looked at again slowly.
    case misconfigured(reason: String)
    /// The journal can't be read; tried again.
    case journalUnreadable(reason: String)
    /// The cursor or the dead-letter file can't be read or written; tried again.
    case storeFailing(reason: String)
    /// The loop has ended; what isn't delivered stays for the next start.
    case stopped

    /// Why nothing moves, when something is wrong.
    package var reason: String? {
        switch self {
        case .starting, .idle, .delivering, .stopped: nil
        case .retrying(let reason), .misconfigured(let reason), .journalUnreadable(let reason),
            .storeFailing(let reason):
            reason
        }
    }

    /// One word for lists and metrics.
    package var name: String {
        switch self {
        case .starting: "starting"
        case .idle: "idle"
        case .delivering: "delivering"
        case .retrying: "retrying"
        case .misconfigured: "misconfigured"
        case .journalUnreadable: "journal-unreadable"
        case .storeFailing: "store-failing"
        case .stopped: "stopped"
        }
    }
}
