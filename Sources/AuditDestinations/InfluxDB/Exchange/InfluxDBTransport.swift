/// Carries requests to one database; tests put a script in its place.
package protocol InfluxDBTransport: Sendable {
    /// Sends a request and waits for its answer, whatever its status is.
    func send(_ request: InfluxDBRequest) async throws(InfluxDBTransportError) -> InfluxDBAnswer
}
