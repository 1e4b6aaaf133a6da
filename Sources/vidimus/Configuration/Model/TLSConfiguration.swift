/// Certificate and key of the ingest door: `Butler-SOS.auditEvents.tls`.
package struct TLSConfiguration: Sendable, Hashable {
    /// Path of the PEM certificate chain, leaf first.
    package var certificatePath: String

    /// Path of the PEM private key.
    package var keyPath: String

    /// Path of a PEM file with further certificates of the chain; default none.
    package var chainPath: String?

    /// Passphrase of an encrypted key; default none.
    package var passphrase: Secret?

    /// Whether TLS 1.2 is refused; default false.
    package var requiresTLS13: Bool

    /// Reads the block; nil when TLS is off.
    init?(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        guard block.boolean("enable") else { return nil }
        self.certificatePath = reading.requiredText(block, "cert", "with enable: true")
        self.keyPath = reading.requiredText(block, "key", "with enable: true")
        self.chainPath = block.optionalText("ca").flatMap { $0.isEmpty ? nil : $0 }
        self.passphrase = reading.secret(block, "passphrase").flatMap { $0.isEmpty ? nil : $0 }
        self.requiresTLS13 = block.text("minVersion") == "TLSv1.3"
        if chainPath != nil {
            reading.note(
                .information,
                block,
                "ca",
                "adds to the chain that is sent; client certificates are not asked for"
            )
        }
    }
}
