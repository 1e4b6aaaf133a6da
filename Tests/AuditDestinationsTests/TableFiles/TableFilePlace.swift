import AuditDestinations
import AuditEvents
import AuditTesting
import Foundation

/// Table files in a real directory, for the conformance suite.
///
/// Every third envelope is of another day, so that a batch has several files.
struct TableFilePlace: DestinationPlace {
    private let directory: TemporaryDirectory
    private let rollUp: RollUp

    init(rollUp: RollUp) throws {
        directory = try TemporaryDirectory()
        self.rollUp = rollUp
    }

    static func settings(rollUp: RollUp, logID: String = "0011223344556677", retentionDays: Int? = nil)
        -> TableFileSettings
    {
        TableFileSettings(
            tags: .none,
            rollUp: rollUp,
            retentionDays: retentionDays,
            logID: logID,
            createdBy: "vidimus version 0.1.0"
        )
    }

    static func envelope(_ number: Int, day: Int) -> String {
        """
        {"schemaVersion":1,"eventId":"165c9558-abcd-4234-a1b2-\(String(format: "%012d", number))",\
        "timestamp":"2026-03-\(String(format: "%02d", day))T16:46:21.181Z","type":"audit.event",\
        "payload":{"context":{"user":"LAB\\\\ann"},"event":{"objectId":"n\(number)"}}}
        """
    }

    func open(_ killSwitch: KillSwitch) throws -> any Destination {
        TableFileDestination(
            .qvd,
            directory: FaultyPartDirectory(PosixPartDirectory(path: directory.path), killSwitch: killSwitch),
            settings: Self.settings(rollUp: rollUp),
            today: { 0 }
        )
    }

    func delivered() throws -> [Int] {
        try QVDFolder(path: directory.path).rows().values.flatMap { $0 }
            .map { Int($0.objectID?.dropFirst() ?? "") ?? -1 }
    }

    func leftovers() throws -> [String] {
        try directory.names().filter { TemporaryName($0) != nil }
    }

    func envelope(number: Int) -> (json: String, id: EventID) {
        (Self.envelope(number, day: 1 + number % 3), EventID(high: 1, low: UInt64(number)))
    }
}
