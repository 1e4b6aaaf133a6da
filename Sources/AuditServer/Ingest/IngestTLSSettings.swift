/// Where the ingest door finds its certificate; files are read at start and again on SIGHUP.
package struct IngestTLSSettings: Sendable, Hashable {
    /// Path of the PEM certificate chain, leaf first.
    package var certificatePath: String

    /// Path of the PEM private key.
    package var keyPath: String

    /// Path of a PEM file with further certificates of the chain; nil for none.
    package var chainPath: String?

    /// Passphrase of an encrypted key; never logged.
    package var passphrase: String?

    /// Whether TLS 1.3 is the lowest version spoken; otherwise it is TLS 1.2.
    package var requiresTLS13: Bool

    /// Creates the settings for a certificate and its key.
    package init(
        certificatePath: String,
        keyPath: String,
        chainPath: String? = nil,
        passphrase: String? = nil,
        requiresTLS13: Bool = false
    ) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        self.chainPath = chainPath
        self.passphrase = passphrase
        self.requiresTLS13 = requiresTLS13
    }
}
