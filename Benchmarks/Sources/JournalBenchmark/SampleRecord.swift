import AuditEvents
import AuditJournal
import Foundation

/// Records of about 1.5 KB, each with an id that follows from its number.
enum SampleRecord {
    static let facts = ReceptionFacts(
        receivedAtMilliseconds: 1_763_700_000_000,
        clientAddress: "192.0.2.17",
        userAgent:
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari",
        tokenName: "default",
        extensionVersion: "1.2.0"
    )

    private static let json = Array(("{\"objectData\":\"" + String(repeating: "0123456789", count: 138) + "\"}").utf8)

    /// The record with this number; the bytes are shared, so that making one costs next to nothing.
    static func make(_ number: UInt64) -> OwnRecord {
        let mixed = (number &+ 1) &* 0x9E37_79B9_7F4A_7C15
        let id = EventID(high: mixed ^ (mixed >> 31), low: number)
        return OwnRecord(id: id, type: "benchmark.sample", bytes: json)
    }

    static let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }
}
