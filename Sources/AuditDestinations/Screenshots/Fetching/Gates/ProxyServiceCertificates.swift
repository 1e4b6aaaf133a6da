/// PEM files for the mutual TLS of the proxy service, as Qlik's console exports them.
package struct ProxyServiceCertificates: Sendable, Hashable {
    /// The client certificate.
    package let certificatePath: String
    /// Its private key.
    package let keyPath: String
    /// The root certificate of the Qlik Sense site; the only one that is trusted for this service.
    package let rootPath: String
    /// Of the key; nil or empty for none.
    package let passphrase: String?
    /// False lets anybody play the proxy service.
    package let verifiesService: Bool

    /// Names the files; they are read when they are needed.
    package init(
        certificatePath: String,
        keyPath: String,
        rootPath: String,
        passphrase: String? = nil,
        verifiesService: Bool = true
    ) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        self.rootPath = rootPath
        self.passphrase = passphrase
        self.verifiesService = verifiesService
    }
}
