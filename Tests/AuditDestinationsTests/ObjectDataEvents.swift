import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation

/// Envelopes with object data, and a way to deliver them without a loop.
enum ObjectDataEvents {
    static let stem = "20260308T164621.181Z"

    /// An envelope with its own id; equal numbers give equal envelopes.
    static func envelope(_ number: Int, id: String? = nil, correlation: String = "c", value: String = "v") -> String {
        """
        {"schemaVersion":1,"eventId":"\(id ?? identifier(number))","correlationId":"\(correlation)",\
        "timestamp":"2026-03-08T16:46:21.181Z","type":"screenshot.url.received",\
        "payload":{"event":{"objectData":{"number":\(number),"value":"\(value)"}}}}
        """
    }

    static func identifier(_ number: Int) -> String {
        EventID(high: 0x165c_9558_abcd_4234, low: UInt64(number)).description
    }

    /// Delivers everything in `source` as one batch to a new destination over `directory`.
    static func deliver(
        _ source: InMemoryRecordSource,
        to directory: any PublishingDirectory,
        tags: StaticTags = .none
    ) async throws {
        let destination = JSONObjectDataDestination(directory: directory, tags: tags)
        try await destination.prepare()
        try await destination.deliver(DeliveryBatch(range: JournalOffset(0)..<source.end, source: source))
    }
}
