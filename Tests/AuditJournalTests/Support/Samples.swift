import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// Small records whose id and content follow from two numbers.
enum Samples {
    static let startMilliseconds: Int64 = 1_763_700_000_000
    static let now: @Sendable () -> Int64 = { startMilliseconds }
    static let facts = ReceptionFacts(
        receivedAtMilliseconds: startMilliseconds,
        clientAddress: "192.0.2.7",
        userAgent: "Test/1.0",
        tokenName: "default",
        extensionVersion: "1.2.0"
    )

    static func id(_ number: UInt64) -> EventID {
        var generator = SeededGenerator(seed: number)
        return EventID(high: generator.next(), low: number)
    }

    /// The record `number`; another `version` is other content under the same id.
    static func own(_ number: UInt64, version: Int = 0, padding: Int = 40) -> OwnRecord {
        let filler = String(repeating: "x", count: padding)
        let json = "{\"number\":\(number),\"version\":\(version),\"filler\":\"\(filler)\"}"
        return OwnRecord(id: id(number), type: "test.sample", bytes: Array(json.utf8))
    }

    static func submission(_ number: UInt64, version: Int = 0, padding: Int = 40) -> Submission {
        Submission(own(number, version: version, padding: padding), facts: facts)
    }

    /// An envelope from outside, as ingest accepts it.
    static func envelope(type: String = "audit.event", event: String = "{}") throws -> Envelope {
        let text = """
            {"schemaVersion":1,"eventId":"7647536f-281b-4aa6-ae7e-b39386acaa6e","timestamp":"2026-02-11T09:14:03.221Z",\
            "type":"\(type)","payload":{"context":{},"event":\(event)}}
            """
        return try Array(text.utf8).withUnsafeBytes { bytes in
            try Envelope(
                decoding: bytes,
                versionHeader: nil,
                compatibility: VersionCompatibility(serverVersion: "15.0.1")
            )
        }
    }

    /// Settings with segments of a few records and a zero-fill of a few sectors.
    static func smallSettings(segmentBytes: Int = 2048) -> JournalSettings {
        var settings = JournalSettings()
        settings.segmentBytes = segmentBytes
        settings.zeroFillBytes = 1024
        // Only new work tries a broken disk again, so that tests decide when.
        settings.retryInterval = .seconds(3600)
        // White space makes no difference, as for JSON.
        settings.sameContent = { $0.filter { $0 != 0x20 } == $1.filter { $0 != 0x20 } }
        return settings
    }
}
