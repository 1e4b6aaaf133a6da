/// Envelopes for tests: valid as they are, changed by what a test is about.
enum TestEnvelope {
    static let id = "5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d01"
    static let transaction = "91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10"
    static let appID = "3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912"

    /// The smallest valid envelope of a type with payload rules.
    static let selection: JSON = [
        "schemaVersion": 1,
        "eventId": .text(id),
        "timestamp": "2026-02-11T09:14:03.221Z",
        "type": "selection.state.changed",
        "payload": ["event": ["selectionTxnId": .text(transaction), "details": []]],
    ]

    static let model = event("app.model.validated", ["selectionTxnId": .text(transaction)])

    static let screenshot = event(
        "screenshot.url.received",
        [
            "screenshotUrl": "https://qs.example.com/tempcontent/7c1e/obj.png?serverNodeId=4f6a",
            "selectionTxnId": .text(transaction),
        ]
    )

    static let duration = event(
        "object.view.duration",
        ["objectId": "WpLRKj", "duration": 35_940, "leftAt": "2026-02-11T09:14:31.040Z"]
    )

    static let unsupported = event(
        "event.unsupported.visualization",
        ["vizType": "boxplot", "selectionTxnId": .text(transaction)]
    )

    /// An envelope of any type with this `payload.event`.
    static func event(_ type: String, _ event: JSON = [:]) -> JSON {
        selection.setting("type", to: .text(type)).setting("payload", to: ["event": event])
    }

    /// A valid envelope whose event id ends in `number`.
    static func numbered(_ number: Int) -> JSON {
        selection.setting("eventId", to: .text(numberedID(number)))
    }

    /// The event id of ``numbered(_:)``.
    static func numberedID(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "5f0c7a1e-3d52-4b8e-9a41-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    /// A valid envelope of exactly `count` bytes.
    static func ofSize(_ count: Int, number: Int = 1) -> String {
        let envelope = numbered(number)
        let empty = envelope.setting("padding", to: "").encoded
        return envelope.setting("padding", to: .text(String(repeating: "x", count: count - empty.utf8.count))).encoded
    }
}
