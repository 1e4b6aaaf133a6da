/// What came of ending a session.
enum SessionEnding: Sendable, Hashable {
    /// It has ended.
    case ended
    /// The service doesn't know it, so it needs no end.
    case gone(status: Int)
    /// It may still be open.
    case failed(String)
}
