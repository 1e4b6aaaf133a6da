/// What becomes of a request for temporary content.
package enum ContentAnswer: Sendable {
    /// The user gets it.
    case served(SiteContent)
    /// There is none of this id and name here, or it isn't ready yet, or the query names a node that doesn't exist.
    case notFound
    /// It belongs to another user.
    case foreign
    /// It was there, but its time is over or it was fetched already.
    case gone
}
