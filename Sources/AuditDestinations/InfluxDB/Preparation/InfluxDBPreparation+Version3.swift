import AuditEvents
import Logging

extension InfluxDBPreparation {
    /// Makes the database with its retention period.
    ///
    /// Existing ones answer 409 or 400, tokens without that right 403, and editions without this address 404 or 405. None
    /// of them matters, as the write that follows shows whether the database takes points.
    func makeDatabase(_ target: InfluxDB3Target) async throws(DestinationError) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("db")
        writer.string(target.database)
        if case .seconds(let seconds) = target.retention {
            writer.key("retention_period")
            writer.string("\(seconds)s")
        }
        writer.endObject()
        let request = InfluxDBRequest(
            .post,
            "/api/v3/configure/database",
            contentType: "application/json",
            body: writer.bytes
        )
        let answer = try await ask(request, accepting: [200, 201, 204, 400, 403, 404, 405, 409, 422])
        guard answer.status < 300 else { return }
        logger.info("Made the database of InfluxDB", metadata: ["database": "\(target.database)"])
    }
}
