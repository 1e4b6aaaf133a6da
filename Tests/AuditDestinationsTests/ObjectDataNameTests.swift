import AuditDestinations
import AuditEvents
import AuditTesting
import Testing

@Suite(.inTurn) struct ObjectDataNameTests {
    @Test(arguments: [
        ("2025-01-01T00:00:00.000Z", "20250101T000000.000Z"),
        ("2025-01-02T03:04:05+02:00", "20250102T010405.000Z"),
        ("2025-01-02T03:04:05+0200", "20250102T010405.000Z"),
        ("2025-01-02 03:04:05.6789z", "20250102T030405.678Z"),
        ("2024-12-31T23:59:59.999-00:01", "20250101T000059.999Z"),
        ("bogus", "invalid_timestamp"),
        ("2025-01-02T03:04:05+02", "invalid_timestamp"),
        ("2025-12-31T23:59:60Z", "invalid_timestamp"),
    ])
    func theTimeIsUTC(timestamp: String, text: String) {
        #expect(name(timestamp: timestamp).stem == "\(text)_e_c")
    }

    @Test func aMissingTimestampIsTheTimeOfReception() {
        #expect(name(timestamp: nil).stem == "20260308T164621.181Z_e_c")
    }

    @Test(arguments: [
        ("../../x y", ".._.._x_y"), ("", "none"), ("a\\b:c*d?", "a_b_c_d_"), ("😀", "__"), ("é\u{0}\n", "___"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 128)),
        (String(repeating: "😀", count: 100), String(repeating: "_", count: 128)),
    ])
    func idsCannotLeaveTheDirectory(id: String, text: String) {
        #expect(name(eventID: id, correlationID: id).stem == "20260308T164621.181Z_\(text)_\(text)")
    }

    private func name(
        timestamp: String? = "2026-03-08T16:46:21.181Z",
        eventID: String? = "e",
        correlationID: String? = "c"
    ) -> ObjectDataName {
        ObjectDataName(
            timestamp: timestamp,
            timestampMilliseconds: timestamp.flatMap { UTCTime(dateTime: $0) }?.milliseconds,
            receivedMilliseconds: 1_772_988_381_181,
            eventID: eventID,
            correlationID: correlationID
        )
    }
}
