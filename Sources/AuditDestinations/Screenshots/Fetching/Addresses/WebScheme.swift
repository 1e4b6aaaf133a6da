/// The two schemes that pictures are fetched by.
package enum WebScheme: String, Sendable, Hashable {
    /// Without TLS.
    case http
    /// Over TLS.
    case https

    /// The port that stands for itself in a URL.
    package var defaultPort: Int { self == .http ? 80 : 443 }
}
