import NIOCore

extension HealthReport {
    /// The body of `/health/live` or `/health/ready`.
    func body(isReadiness: Bool) -> ByteBuffer {
        var body = ByteBuffer()
        guard isReadiness else {
            body.writeStaticString("{\"status\":\"live\"}")
            return body
        }
        body.writeStaticString(isReady ? "{\"status\":\"ready\"" : "{\"status\":\"unready\"")
        if let unreadyReason {
            body.writeStaticString(",\"reason\":")
            body.writeJSONString(unreadyReason)
        }
        body.writeStaticString(",\"degraded\":[")
        for (index, name) in degraded.enumerated() {
            if index > 0 { body.writeStaticString(",") }
            body.writeJSONString(name)
        }
        body.writeString("],\"collect\":\(isCollecting)}")
        return body
    }
}
