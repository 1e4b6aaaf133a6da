import AuditDestinations
import AuditEvents
import AuditTesting
import Synchronization

/// A database of a real InfluxDB 1, for the conformance suite.
final class InfluxDBPlace: DestinationPlace {
    private let server: InfluxDBServer1
    private let database: String

    private static let count = Mutex(0)

    init(_ server: InfluxDBServer1) throws {
        self.server = server
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        database = "place\(number)"
        // The field has a type in this week already, so that an event with a duration is refused.
        try server.query("CREATE DATABASE \(database)")
        try server.write("audit_event,eventType=before durationMs=\"text\" 1772988381180000000", to: database)
    }

    deinit {
        // Many places come and go; one that stays behind goes with the server.
        _ = try? server.query("DROP DATABASE \(database)")
    }

    func open(_ killSwitch: KillSwitch) throws -> any Destination {
        server.destination(database) { SwitchedTransport(inner: $0, killSwitch: killSwitch) }
    }

    func delivered() throws -> [Int] {
        try server.query("SELECT sheetId FROM audit_event", database: database)
            .compactMap { $0["sheetId"]?.text.flatMap { Int($0) } }
    }

    func envelope(number: Int) -> (json: String, id: EventID) {
        let json = """
            {"timestamp":"2026-03-08T16:46:21.181Z","type":"audit.event",\
            "payload":{"context":{"sheetId":"\(number)"},"event":{}}}
            """
        return (json, EventID(high: 1, low: UInt64(number)))
    }

    func rejectedEnvelope(number: Int) -> (json: String, id: EventID)? {
        (InfluxEvents.view(number), EventID(high: 1, low: UInt64(number)))
    }
}
