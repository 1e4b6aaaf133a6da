/// What a simulated site is like.
package struct QlikSiteConfiguration: Sendable {
    /// What decides how it answers.
    package let rules: SiteRules

    /// Names by which clients reach it; its certificates are good for them.
    package let hostNames: [String]

    /// Whether its certificates are good for loopback addresses too.
    package let certifiesLoopback: Bool

    /// The name or address in the links that it gives out.
    package let linkHost: String

    /// The address that it listens on.
    package let address: String

    /// The ports that it listens on; one that is missing is free to choose.
    package let ports: [SiteListener: Int]

    /// Whether the proxy can be reached over http too.
    package let opensPlainProxy: Bool

    /// Who issued the certificate that browsers see.
    package let browserCertificate: TrustZone.BrowserCertificate

    /// Describes a site.
    package init(
        rules: SiteRules = SiteRules(),
        hostNames: [String] = ["qlik.test"],
        certifiesLoopback: Bool = true,
        linkHost: String = "127.0.0.1",
        address: String = "127.0.0.1",
        ports: [SiteListener: Int] = [:],
        opensPlainProxy: Bool = false,
        browserCertificate: TrustZone.BrowserCertificate = .zone
    ) {
        self.rules = rules
        self.hostNames = hostNames
        self.certifiesLoopback = certifiesLoopback
        self.linkHost = linkHost
        self.address = address
        self.ports = ports
        self.opensPlainProxy = opensPlainProxy
        self.browserCertificate = browserCertificate
    }
}
