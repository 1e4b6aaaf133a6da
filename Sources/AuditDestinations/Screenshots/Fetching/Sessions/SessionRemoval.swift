/// Why a kept session is given up; the texts stand in logs as `reason=`.
package enum SessionRemoval: String, Sendable, Hashable {
    /// Its time is over.
    case expire
    /// Others needed its place.
    case evict
    /// Qlik doesn't accept it any more.
    case delete
    /// The server stops.
    case shutdown
}
