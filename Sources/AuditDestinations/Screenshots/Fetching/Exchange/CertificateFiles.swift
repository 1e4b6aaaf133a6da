import NIOSSL
import Synchronization

/// Turns certificate files into TLS settings, and reads them again when one of them has changed.
final class CertificateFiles: Sendable {
    private struct Loaded {
        let stamps: [FileStamp]
        let client: TLSClient
    }

    private let paths: [String]
    private let make: @Sendable () throws(CertificateFileError) -> TLSConfiguration
    private let loaded = Mutex<Loaded?>(nil)
    private static let numbers = Atomic<Int>(0)

    private init(paths: [String], make: @escaping @Sendable () throws(CertificateFileError) -> TLSConfiguration) {
        self.paths = paths
        self.make = make
    }

    /// For the proxy service: our certificate, and the site's root alone.
    static func proxyService(_ files: ProxyServiceCertificates) -> CertificateFiles {
        let paths = [files.certificatePath, files.keyPath, files.rootPath]
        return CertificateFiles(paths: paths) { () throws(CertificateFileError) in
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.certificateChain = try certificates(files.certificatePath).map { .certificate($0) }
            configuration.privateKey = .privateKey(try key(files.keyPath, files.passphrase))
            configuration.trustRoots = .certificates(try certificates(files.rootPath))
            configuration.certificateVerification = files.verifiesService ? .fullVerification : .none
            return configuration
        }
    }

    /// For image hosts: no certificate of ours, the system's roots and, if named, the site's root.
    static func imageHosts(rootPath: String?) -> CertificateFiles {
        CertificateFiles(paths: rootPath.map { [$0] } ?? []) { () throws(CertificateFileError) in
            var configuration = TLSConfiguration.makeClientConfiguration()
            if let rootPath {
                configuration.additionalTrustRoots = [.certificates(try certificates(rootPath))]
            }
            return configuration
        }
    }

    /// The settings for the next connection.
    ///
    /// - Throws: ``CertificateFileError``, which names the file; nothing is kept, so a cure needs no restart.
    func client() throws(CertificateFileError) -> TLSClient {
        var stamps: [FileStamp] = []
        for path in paths { stamps.append(try FileStamp(path)) }
        if let known = loaded.withLock({ $0 }), known.stamps == stamps { return known.client }
        var configuration = try make()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        let context: NIOSSLContext
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            let reason = "does not fit the other certificate files: \(error)"
            throw CertificateFileError(path: paths.first ?? "the system's certificates", reason: reason)
        }
        let number = Self.numbers.wrappingAdd(1, ordering: .relaxed).newValue
        let client = TLSClient(context: context, number: number)
        loaded.withLock { $0 = Loaded(stamps: stamps, client: client) }
        return client
    }

    private static func certificates(_ path: String) throws(CertificateFileError) -> [NIOSSLCertificate] {
        do {
            return try NIOSSLCertificate.fromPEMFile(path)
        } catch {
            throw CertificateFileError(path: path, reason: "is not a readable PEM certificate")
        }
    }

    private static func key(_ path: String, _ passphrase: String?) throws(CertificateFileError) -> NIOSSLPrivateKey {
        do {
            guard let passphrase, !passphrase.isEmpty else { return try NIOSSLPrivateKey(file: path, format: .pem) }
            return try NIOSSLPrivateKey(file: path, format: .pem) { setter in setter(Array(passphrase.utf8)) }
        } catch {
            throw CertificateFileError(path: path, reason: "is not a readable PEM key, or its passphrase is wrong")
        }
    }
}
