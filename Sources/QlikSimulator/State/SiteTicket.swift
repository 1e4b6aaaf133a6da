/// A login for one user at one virtual proxy, good once and for a short time.
package struct SiteTicket: Sendable, Hashable {
    /// The random text that stands for it.
    package let text: String

    /// Who it lets in.
    package let user: SiteUser

    /// What else the session is to know of the user; names may repeat.
    package let attributes: [SiteAttribute]

    /// Where it is good.
    package let prefix: SitePrefix

    /// From when on it isn't good any more, in site time.
    package let expiry: Duration

    /// What the user had asked for, when the ticket was bought for a login redirect.
    package let targetURL: String?
}
