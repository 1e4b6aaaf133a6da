import Crypto
import NIOSSL
import SwiftASN1
import X509

/// A certificate with its private key: who a server or a client is.
package struct SimulatedIdentity: Sendable {
    /// The certificate, issued by a ``SimulatedAuthority``.
    package let certificate: Certificate

    private let key: P256.Signing.PrivateKey

    init(certificate: Certificate, key: P256.Signing.PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    /// The certificate in the text form of `client.pem`.
    ///
    /// - Throws: Whatever encoding throws.
    package func certificatePEM() throws -> String {
        try certificate.serializeAsPEM().pemString + "\n"
    }

    /// The private key in the text form of `client_key.pem`: PKCS#8, not encrypted.
    package var keyPEM: String { key.pemRepresentation + "\n" }

    /// The chain as TLS contexts take it; it has one certificate, as roots issue directly.
    ///
    /// - Throws: Whatever encoding throws.
    package func chain() throws -> [NIOSSLCertificateSource] {
        [.certificate(try NIOSSLCertificate(bytes: Array(certificatePEM().utf8), format: .pem))]
    }

    /// The key as TLS contexts take it.
    ///
    /// - Throws: Whatever decoding throws.
    package func privateKey() throws -> NIOSSLPrivateKeySource {
        .privateKey(try NIOSSLPrivateKey(bytes: Array(keyPEM.utf8), format: .pem))
    }
}
