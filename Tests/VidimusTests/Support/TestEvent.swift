import Foundation

/// Envelopes for end-to-end tests.
enum TestEvent {
    /// A selection without object data.
    static func selection(id: UUID = UUID(), user: String = "UserDirectory=NORD; UserId=anna.berg") -> String {
        """
        {"schemaVersion":1,"eventId":"\(id.uuidString.lowercased())","timestamp":"2026-02-11T09:14:03.221Z",\
        "type":"selection.state.changed","source":{"kind":"qlik-sense-extension","name":"audit-qs","version":"0.4.1"},\
        "payload":{"context":{"appId":"3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912","appName":"Sales pulse",\
        "user":"\(user)"},"event":{"selectionTxnId":"91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10","details":[]}}}
        """
    }

    /// A screenshot notice with the data behind the chart.
    static func objectData(id: UUID = UUID(), value: String = "Norrland") -> String {
        """
        {"schemaVersion":1,"eventId":"\(id.uuidString.lowercased())","correlationId":"1770801243480",\
        "timestamp":"2026-02-11T09:14:05.902Z","type":"screenshot.url.received",\
        "source":{"kind":"qlik-sense-extension","name":"audit-qs","version":"0.4.1"},\
        "payload":{"context":{"appId":"3b1f9a54-7c0e-4d2b-9f66-51e8a0c7d912","user":"NORD\\\\anna"},\
        "event":{"screenshotUrl":"https://qs.example.com/t/a.png","selectionTxnId":\
        "91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10","objectId":"WpLRKj","objectData":{"objectType":"barchart",\
        "dimensions":[{"label":"Region","values":["\(value)"]}]}}}}
        """
    }
}
