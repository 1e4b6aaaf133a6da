/// What a redeemed ticket opened: a user at one virtual proxy, as long as requests keep coming.
package struct SiteSession: Sendable, Hashable {
    /// The value of the session cookie.
    package let id: String

    /// Whose session it is.
    package let user: SiteUser

    /// What the ticket said of the user.
    package let attributes: [SiteAttribute]

    /// Where it is good; the others don't know it.
    package let prefix: SitePrefix

    /// When the last request came, in site time.
    package internal(set) var lastUse: Duration
}
