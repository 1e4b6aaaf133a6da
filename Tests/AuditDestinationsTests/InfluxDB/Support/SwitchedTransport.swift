import AuditDestinations
import AuditTesting

/// A transport whose writes a ``KillSwitch`` can stop; reading goes through.
struct SwitchedTransport: InfluxDBTransport {
    let inner: any InfluxDBTransport
    let killSwitch: KillSwitch

    func send(_ request: InfluxDBRequest) async throws(InfluxDBTransportError) -> InfluxDBAnswer {
        guard request.path.hasSuffix("write"), !request.body.isEmpty else { return try await inner.send(request) }
        switch killSwitch.pass("write") {
        case .proceed: return try await inner.send(request)
        case .failWithoutDoing: break
        case .doAndFail: _ = try await inner.send(request)
        }
        throw .unavailable(reason: "killed at write")
    }
}
