/// Where exported certificates were written; the names are those that a Qlik Sense site exports.
package struct CertificateFiles: Sendable, Hashable {
    /// Root certificate of the trust zone.
    package let root: String

    /// Certificate that clients of the proxy service show.
    package let client: String

    /// Private key of ``client``.
    package let clientKey: String

    /// Root certificate of the public authority, which a browser would know already.
    package let publicRoot: String
}
