import AuditEvents

extension OwnRecord {
    /// A record of `type` under a new id, whose members `write` writes.
    package init(_ type: String, random: RandomSource = .system, _ write: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.beginObject()
        write(&json)
        json.endObject()
        self.init(id: .random(from: random), type: type, bytes: json.bytes)
    }
}

extension Submission {
    /// Prepares a record of the server about itself, made at `now`, in milliseconds since 1970-01-01 UTC.
    package convenience init(_ own: OwnRecord, madeAt now: Int64) {
        self.init(own, facts: ReceptionFacts(receivedAtMilliseconds: now, clientAddress: ""))
    }
}
