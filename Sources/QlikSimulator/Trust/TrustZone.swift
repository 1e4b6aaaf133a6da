import Foundation
import NIOSSL
import X509

/// The certificates of a site: an authority of its own, what it issued, and a public authority besides.
///
/// As in Qlik Sense, the certificates between services are issued by the site's own root, while the certificate that
/// browsers see may come from anywhere. Everything is made anew with each zone, so nothing secret is in the source.
///
/// Source: help.qlik.com, "Service certificates" (Aug 2022).
package struct TrustZone: Sendable {
    /// Who issued the certificate that browsers see.
    package enum BrowserCertificate: Sendable, Hashable {
        /// The site's own root, as after a fresh installation.
        case zone
        /// An authority that has nothing to do with the site, as after an administrator installed a bought one.
        case publicAuthority
    }

    /// Loopback addresses, for which server certificates are good unless told otherwise.
    package static let loopbackNames = ["localhost", "127.0.0.1", "::1"]

    /// The site's own root.
    package let authority: SimulatedAuthority

    /// An authority that has nothing to do with the site.
    package let publicAuthority: SimulatedAuthority

    /// Who the proxy service is.
    package let server: SimulatedIdentity

    /// Who the proxy is to browsers.
    package let browserFacing: SimulatedIdentity

    /// Who may use the proxy service; whoever has its key may be anybody.
    package let client: SimulatedIdentity

    /// Makes all certificates, valid from a day before `now` until 30 days after it.
    ///
    /// - Parameters:
    ///   - hostNames: Names that the server certificates are good for.
    ///   - coversLoopback: Whether they are good for ``loopbackNames`` too.
    ///   - browserCertificate: Who issued the certificate that browsers see.
    ///   - now: The date that certificates are made on.
    /// - Throws: Whatever signing throws.
    package init(
        hostNames: [String],
        coversLoopback: Bool = true,
        browserCertificate: BrowserCertificate = .zone,
        now: Date = Date()
    ) throws {
        let day: TimeInterval = 86_400
        let validity = now.addingTimeInterval(-day)..<now.addingTimeInterval(30 * day)
        let names = hostNames + (coversLoopback ? Self.loopbackNames.filter { !hostNames.contains($0) } : [])
        let mainName = hostNames.first ?? "localhost"
        authority = try SimulatedAuthority(name: "\(mainName)-CA", validity: validity)
        publicAuthority = try SimulatedAuthority(name: "Simulated Public CA", validity: validity)
        server = try authority.issue(.server, name: mainName, hostNames: names)
        browserFacing =
            switch browserCertificate {
            case .zone: server
            case .publicAuthority: try publicAuthority.issue(.server, name: mainName, hostNames: names)
            }
        client = try authority.issue(.client, name: "QlikClient")
    }

    /// TLS of the listeners that browsers use.
    ///
    /// - Throws: Whatever decoding of certificates throws.
    func browserContext() throws -> NIOSSLContext {
        try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: browserFacing.chain(),
                privateKey: browserFacing.privateKey()
            )
        )
    }

    /// TLS of the proxy service: a client without a certificate of this zone doesn't get past the handshake.
    ///
    /// - Throws: Whatever decoding of certificates throws.
    func serviceContext() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfigurationWithMTLS(
            certificateChain: try server.chain(),
            privateKey: try server.privateKey(),
            trustRoots: try authority.trustRoots()
        )
        // A client has no host name that could be checked.
        configuration.certificateVerification = .noHostnameVerification
        return try NIOSSLContext(configuration: configuration)
    }

    /// TLS of a client of the proxy service; it may know the public authority besides the zone's root.
    ///
    /// - Throws: Whatever decoding of certificates throws.
    package func clientConfiguration(alsoTrustsPublic: Bool = false) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = try authority.trustRoots()
        if alsoTrustsPublic {
            let root = try NIOSSLCertificate(bytes: Array(publicAuthority.certificatePEM().utf8), format: .pem)
            configuration.additionalTrustRoots = [.certificates([root])]
        }
        configuration.certificateChain = try client.chain()
        configuration.privateKey = try client.privateKey()
        return configuration
    }

    /// Writes the certificates and the key of a client into `directory`, readable for the owner alone.
    ///
    /// The directory is made if it doesn't exist; files of the same names are replaced, as when certificates are
    /// renewed. The client is ``client`` unless another one is given.
    ///
    /// - Throws: ``CertificateExportError`` when a file can't be written, or whatever encoding throws.
    package func export(to directory: String, client: SimulatedIdentity? = nil) throws -> CertificateFiles {
        let client = client ?? self.client
        let files = CertificateFiles(
            root: "\(directory)/root.pem",
            client: "\(directory)/client.pem",
            clientKey: "\(directory)/client_key.pem",
            publicRoot: "\(directory)/public_root.pem"
        )
        let folder = try CertificateFolder(directory)
        try folder.write(authority.certificatePEM(), to: files.root)
        try folder.write(client.certificatePEM(), to: files.client)
        try folder.write(client.keyPEM, to: files.clientKey)
        try folder.write(publicAuthority.certificatePEM(), to: files.publicRoot)
        return files
    }
}
