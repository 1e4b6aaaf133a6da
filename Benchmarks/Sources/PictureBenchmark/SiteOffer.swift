/// What a site in another process has for this one; handed over as JSON.
struct SiteOffer: Codable, Sendable {
    /// A picture that a user may fetch.
    struct Picture: Codable, Sendable {
        /// The user as events carry it.
        let user: String
        let url: String
    }

    /// Port of the proxy, for pictures.
    let port: Int
    /// Port of the proxy service, for tickets.
    let servicePort: Int
    /// PEM files for both.
    let root: String
    let client: String
    let clientKey: String
    let pictures: [Picture]
}
