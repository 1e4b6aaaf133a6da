import NIOSSL
import Synchronization

/// The certificate in use; replaced as a whole when the files are read again.
package final class TLSContextStore: Sendable {
    private let settings: IngestTLSSettings
    private let current: Mutex<NIOSSLContext>

    /// Reads certificate and key.
    ///
    /// - Throws: ``TLSFilesError`` when one of them can't be read or they don't belong together.
    package init(_ settings: IngestTLSSettings) throws(TLSFilesError) {
        self.settings = settings
        self.current = Mutex(try Self.read(settings))
    }

    /// The context for the next connection.
    package var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads the files again; on failure the old certificate stays in use.
    package func reload() throws(TLSFilesError) {
        let fresh = try Self.read(settings)
        current.withLock { $0 = fresh }
    }

    private static func read(_ settings: IngestTLSSettings) throws(TLSFilesError) -> NIOSSLContext {
        let paths = [settings.certificatePath, settings.chainPath].compactMap { $0 }
        var chain: [NIOSSLCertificateSource] = []
        for path in paths {
            do {
                chain += try NIOSSLCertificate.fromPEMFile(path).map { .certificate($0) }
            } catch {
                throw TLSFilesError(path: path, reason: "not a readable PEM certificate: \(error)")
            }
        }
        let key: NIOSSLPrivateKey
        do {
            if let passphrase = settings.passphrase, !passphrase.isEmpty {
                key = try NIOSSLPrivateKey(file: settings.keyPath, format: .pem) { setter in
                    setter(Array(passphrase.utf8))
                }
            } else {
                key = try NIOSSLPrivateKey(file: settings.keyPath, format: .pem)
            }
        } catch {
            throw TLSFilesError(path: settings.keyPath, reason: "not a readable PEM key, or its passphrase is wrong")
        }
        do {
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain,
                privateKey: .privateKey(key)
            )
            configuration.minimumTLSVersion = settings.requiresTLS13 ? .tlsv13 : .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSFilesError(path: settings.keyPath, reason: "does not belong to the certificate: \(error)")
        }
    }
}
