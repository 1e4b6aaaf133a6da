/// The way to a database.
package struct InfluxDBAddress: Sendable, Hashable {
    /// Host name or IP address.
    package let host: String

    /// TCP port.
    package let port: Int

    /// Whether requests go over TLS; certificates are always verified.
    package let isTLS: Bool

    /// Path of a PEM file with the certificates that are trusted; nil for those of the system.
    package let authorityFile: String?

    /// Path before that of every request, such as `/influx`; empty or with a leading and no trailing slash.
    package let pathPrefix: String

    /// How long a request may take, its answer included.
    package let timeout: Duration

    /// Describes the way; slashes around `pathPrefix` don't matter.
    package init(
        host: String,
        port: Int,
        isTLS: Bool = false,
        authorityFile: String? = nil,
        pathPrefix: String = "",
        timeout: Duration
    ) {
        self.host = host
        self.port = port
        self.isTLS = isTLS
        self.authorityFile = authorityFile
        let parts = pathPrefix.split(separator: "/").map { InfluxDBRequest.encoded(String($0)) }
        self.pathPrefix = parts.map { "/\($0)" }.joined()
        self.timeout = timeout
    }

    /// The URL of a request.
    package func url(_ request: InfluxDBRequest) -> String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(isTLS ? "https" : "http")://\(name):\(port)\(pathPrefix)\(request.target)"
    }
}
