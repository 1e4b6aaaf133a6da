import AuditServer
import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the certificate files again on SIGHUP; open connections keep the old one.
struct CertificateReload: Service {
    let store: TLSContextStore
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                try store.reload()
                logger.info("Certificate reloaded")
            } catch {
                logger.error("Certificate not reloaded; the old one stays in use", metadata: ["error": "\(error)"])
            }
        }
    }
}
