/// How the server identifies itself to Qlik Sense: `Butler-SOS.cert` and `serversToMonitor.rejectUnauthorized`.
package struct QlikCertificates: Sendable, Hashable {
    /// Where the files lie when nothing else is said: the names that Qlik Sense exports them under.
    package static let defaultPaths = (
        certificate: "config/certificate/client.pem", key: "config/certificate/client_key.pem",
        root: "config/certificate/root.pem"
    )

    /// Path of the PEM client certificate; default none.
    package var certificatePath: String?

    /// Path of its PEM key; default none.
    package var keyPath: String?

    /// Path of the PEM root certificate of the site; default none.
    package var rootPath: String?

    /// Passphrase of the key; default none.
    package var passphrase: Secret?

    /// Whether certificates of Qlik Sense servers are verified; default true.
    package var verifiesServers: Bool

    /// Reads the two blocks; the passphrase is only looked up where `screenshots` need it.
    init(
        _ butlerSOS: ConfigurationView,
        for screenshots: ScreenshotConfiguration?,
        _ reading: inout ConfigurationReading
    ) {
        let block = butlerSOS.object("cert")
        func path(_ name: String) -> String? { block.optionalText(name).flatMap { $0.isEmpty ? nil : $0 } }
        self.certificatePath = path("clientCert")
        self.keyPath = path("clientCertKey")
        self.rootPath = path("clientCertCA")
        let servers = butlerSOS.object("serversToMonitor")
        self.verifiesServers = servers.boolean("rejectUnauthorized")
        self.passphrase = nil
        guard let screenshots, screenshots.authentication != .none else { return }
        self.passphrase = reading.secret(block, "clientCertPassphrase").flatMap { $0.isEmpty ? nil : $0 }
        if !verifiesServers {
            let message = "is false: a stranger may answer in the name of a Qlik Sense server"
            reading.note(.warning, servers, "rejectUnauthorized", message)
        }
        noteMissingFiles(block, &reading)
    }

    /// Notes the files that tickets need and that aren't named.
    private func noteMissingFiles(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        let defaults = Self.defaultPaths
        let files = [
            ("clientCert", certificatePath, defaults.certificate), ("clientCertKey", keyPath, defaults.key),
            ("clientCertCA", rootPath, defaults.root),
        ]
        for (name, path, standard) in files where path == nil {
            let message = "is not set: \(standard) is read when a ticket is needed"
            reading.note(.warning, block, name, message)
        }
    }
}
