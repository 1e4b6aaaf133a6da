import AuditEvents
import NIOCore
import NIOPosix
import NIOSSL

/// Tells what to do about an exchange that failed below HTTP.
enum HTTPFailure {
    /// Signs in BoringSSL's texts that certificates, and not the network, are the trouble.
    private static let certificateSigns = ["CERTIFICATE_VERIFY_FAILED", "failedToValidateHostname", "noServerName"]

    /// What a server answers that doesn't speak TLS.
    private static let plainTextSigns = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST"]

    static func explained(
        _ error: any Error,
        address: InfluxDBAddress,
        credentials: InfluxDBCredentials
    ) -> InfluxDBTransportError {
        let place = "\(address.host):\(address.port)"
        if error is CancellationError { return .unavailable(reason: "stopped before InfluxDB answered") }
        if let error = error as? NIOConnectionError { return connectionFailure(error, place) }
        let text = credentials.redact("\(error)")
        if certificateSigns.contains(where: text.contains) {
            let cure = "name its authority in Vidimus.destinations.influxdb.caFile, and host as the certificate does"
            return .misconfigured(reason: "the certificate of \(place) is not trusted; \(cure)")
        }
        if plainTextSigns.contains(where: text.contains) {
            return .misconfigured(reason: "\(place) does not speak TLS; set Vidimus.destinations.influxdb.tls: false")
        }
        return .unavailable(reason: "no answer from InfluxDB at \(place): \(SanitizedText.escape(text))")
    }

    private static func connectionFailure(_ error: NIOConnectionError, _ place: String) -> InfluxDBTransportError {
        if let first = error.connectionErrors.first {
            let reason = SanitizedText.escape("\(first.error)")
            return .unavailable(reason: "no connection to InfluxDB at \(place): \(reason)")
        }
        // A name server may be down as well, so this is tried again like any outage.
        let cure = "check destination.influxdb.metadata.host"
        return .unavailable(reason: "the host of InfluxDB at \(place) is not found; \(cure)")
    }
}
