import AuditEvents

/// A minimal valid envelope whose members tests replace with raw JSON.
struct SampleEnvelope {
    static let uuid = "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01"

    /// The envelope's members; `payload` is made of the two below unless it is set here.
    var fields: [(name: String, json: String)]
    /// The members of `payload.context`; no context when nil.
    var context: [(name: String, json: String)]?
    /// The members of `payload.event`.
    var event: [(name: String, json: String)]

    init(type: String = "selection.state.changed", event: [(name: String, json: String)]? = nil) {
        fields = [
            ("schemaVersion", "1"),
            ("eventId", "\"\(SampleEnvelope.uuid)\""),
            ("timestamp", "\"2026-02-11T09:14:03.221Z\""),
            ("type", "\"\(type)\""),
        ]
        self.event = event ?? SampleEnvelope.minimalEvent(of: type)
    }

    /// The members that the rules of a type ask for.
    static func minimalEvent(of type: String) -> [(name: String, json: String)] {
        let transaction = (name: "selectionTxnId", json: "\"\(uuid)\"")
        switch type {
        case "selection.state.changed": return [transaction, ("details", "[]")]
        case "app.model.validated": return [transaction]
        case "screenshot.url.received": return [("screenshotUrl", "\"https://qs.example.com/a.png\""), transaction]
        case "object.view.duration":
            return [("objectId", "\"WpLRKj\""), ("duration", "35940"), ("leftAt", "\"2026-02-11T09:14:31.040Z\"")]
        case "event.unsupported.visualization": return [("vizType", "\"boxplot\""), transaction]
        default: return []
        }
    }

    /// Replaces or adds a member of the envelope; nil removes it.
    func with(_ name: String, _ json: String?) -> SampleEnvelope {
        var copy = self
        copy.fields = SampleEnvelope.replacing(name, json, in: fields)
        return copy
    }

    /// Replaces or adds a member of `payload.context`.
    func withContext(_ name: String, _ json: String?) -> SampleEnvelope {
        var copy = self
        copy.context = SampleEnvelope.replacing(name, json, in: context ?? [])
        return copy
    }

    /// Replaces or adds a member of `payload.event`.
    func withEvent(_ name: String, _ json: String?) -> SampleEnvelope {
        var copy = self
        copy.event = SampleEnvelope.replacing(name, json, in: event)
        return copy
    }

    /// The JSON text.
    var text: String {
        var members = fields
        if !fields.contains(where: { $0.name == "payload" || $0.name == "-payload" }) {
            var payload: [(name: String, json: String)] = []
            if let context { payload.append(("context", SampleEnvelope.object(context))) }
            payload.append(("event", SampleEnvelope.object(event)))
            members.append(("payload", SampleEnvelope.object(payload)))
        }
        return SampleEnvelope.object(members.filter { !$0.name.hasPrefix("-") })
    }

    /// The same without a payload.
    var withoutPayload: SampleEnvelope { with("-payload", "") }

    static func object(_ members: [(name: String, json: String)]) -> String {
        "{" + members.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}"
    }

    private static func replacing(
        _ name: String,
        _ json: String?,
        in members: [(name: String, json: String)]
    ) -> [(name: String, json: String)] {
        guard let json else { return members.filter { $0.name != name } }
        guard members.contains(where: { $0.name == name }) else { return members + [(name, json)] }
        return members.map { $0.name == name ? (name, json) : $0 }
    }
}
