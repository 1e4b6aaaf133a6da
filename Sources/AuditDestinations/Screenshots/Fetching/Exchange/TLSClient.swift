import NIOSSL

/// Certificates and trust for connections of one kind.
package struct TLSClient: Sendable {
    /// Used for every connection.
    let context: NIOSSLContext
    /// Different for every set of certificates, so that connections are never shared between two.
    let number: Int
}
