import AuditServer
import Logging
import ServiceLifecycle

/// Reads the certificate files again on SIGHUP; open connections keep the old one.
///
/// Also without TLS the signal is taken, because service managers send it to reload, and by default it kills.
struct CertificateReload: Service {
    let store: TLSContextStore?
    let reloads: AsyncStream<Void>
    let logger: Logger

    func run() async throws {
        for await _ in reloads.cancelOnGracefulShutdown() {
            guard let store else {
                logger.info("Nothing to reload: there is no certificate, and the configuration is read at the start")
                continue
            }
            do {
                try store.reload()
                logger.info("Certificate reloaded")
            } catch {
                logger.error("Certificate not reloaded; the old one stays in use", metadata: ["error": "\(error)"])
            }
        }
    }
}
