import AuditEvents
import Logging

extension InfluxDBPreparation {
    private static let organisationsKey = JSONKey("orgs")
    private static let bucketsKey = JSONKey("buckets")
    private static let idKey = JSONKey("id")

    /// Makes the bucket with its retention rule.
    ///
    /// A token that may only write sees no organisation and no bucket; then the write itself shows what is there.
    func makeBucket(_ target: InfluxDB2Target) async throws(DestinationError) {
        let organisations = InfluxDBRequest(.get, "/api/v2/orgs", query: [.init("org", target.organisation)])
        let found = try await ask(organisations, accepting: [200, 403, 404])
        guard let organisation = Self.firstID(found, Self.organisationsKey) else { return }
        let buckets = InfluxDBRequest(
            .get,
            "/api/v2/buckets",
            query: [.init("orgID", organisation), .init("name", target.bucket)]
        )
        let existing = try await ask(buckets, accepting: [200, 403, 404])
        guard existing.status != 403, Self.firstID(existing, Self.bucketsKey) == nil else { return }
        let body = Self.bucket(target, organisation: organisation)
        let request = InfluxDBRequest(.post, "/api/v2/buckets", contentType: "application/json", body: body)
        let made = try await ask(request, accepting: [201, 403, 422])
        // 422: somebody else was faster, or the bucket is hidden from this token.
        guard made.status == 201 else { return }
        logger.info("Made the bucket of InfluxDB", metadata: ["bucket": "\(target.bucket)"])
    }

    private static func firstID(_ answer: InfluxDBAnswer, _ list: JSONKey) -> String? {
        guard answer.status == 200 else { return nil }
        var id: String?
        answer.body.withUnsafeBytes { bytes in
            // No JSON, no id: then the write shows what this place is.
            try? JSONScanner().withDocument(of: bytes) { document in
                var items = document.root[list]?.elements
                id = items?.next()?[idKey]?.string
            }
        }
        return id
    }

    private static func bucket(_ target: InfluxDB2Target, organisation: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("orgID")
        writer.string(organisation)
        writer.key("name")
        writer.string(target.bucket)
        writer.key("description")
        writer.string(target.summary)
        writer.key("retentionRules")
        writer.beginArray()
        if case .seconds(let seconds) = target.retention {
            writer.beginObject()
            writer.key("type")
            writer.string("expire")
            writer.key("everySeconds")
            writer.raw(String(seconds).utf8)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
