import AuditEvents
import NIOCore

/// The answer to `GET /api/v1/test-connection`: six keys that existing clients know, and three of ours.
struct ConnectionTest {
    /// What this door can do beyond the single POST; a client that doesn't know a word ignores it.
    static let capabilities = ["batch"]

    let context: IngestContext

    /// Always a success, also for an incompatible client, which learns it from `compatible`.
    func body(versionHeader: String?, client: NetworkAddress) -> ByteBuffer {
        let version = versionHeader.flatMap(VersionCompatibility.announcedVersion(inHeader:))
        let isCompatible = version.map(context.compatibility.isCompatible) ?? false
        context.log.note("Connection test", address: client, now: context.monotonicMilliseconds) {
            ["version": version ?? "none", "compatible": "\(isCompatible)"]
        }
        if !isCompatible {
            context.log.warn(
                "Connection test by an incompatible version",
                address: client,
                now: context.monotonicMilliseconds
            ) { ["version": version ?? "none"] }
        }
        var body = ByteBuffer()
        body.writeStaticString("{\"status\":\"ok\",\"message\":\"Butler SOS Audit API is reachable\",\"timestamp\":\"")
        body.writeTimestamp(milliseconds: context.wallClock())
        body.writeStaticString("\",\"butlerSosVersion\":")
        body.writeJSONString(context.settings.announcedVersion)
        body.writeStaticString(",\"auditQsVersion\":")
        if let version { body.writeJSONString(version) } else { body.writeStaticString("null") }
        body.writeString(",\"compatible\":\(isCompatible),\"collect\":\(context.settings.collects)")
        body.writeStaticString(",\"capabilities\":[")
        body.writeString(Self.capabilities.map { "\"\($0)\"" }.joined(separator: ","))
        body.writeStaticString("],\"limits\":{")
        writeLimits(to: &body)
        body.writeStaticString("}}")
        return body
    }

    /// What a client has to stay within; no `requestsPerMinute` means that nobody counts.
    private func writeLimits(to body: inout ByteBuffer) {
        let limits = context.settings.limits
        body.writeString("\"bodyBytes\":\(limits.maximumBodyBytes),\"batchBytes\":\(limits.maximumBatchBytes)")
        body.writeString(",\"batchLines\":\(limits.maximumBatchLines)")
        if let requests = context.settings.requestsPerMinutePerAddress {
            body.writeString(",\"requestsPerMinute\":\(requests)")
        }
    }
}
