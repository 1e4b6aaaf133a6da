import AuditDestinations
import AuditEvents
import AuditJournal

/// The columns that `vidimus events` prints as CSV and JSON, in their order.
enum EventColumns {
    /// Columns whose JSON value is a number or a boolean rather than a text.
    private static let literals: Set = ["offset", "durationMs", "visible", "dataStateId"]

    /// Columns that hold JSON text already.
    private static let nested: Set = ["selectionDetails", "objectData"]

    static let names = [
        "offset", "receivedAt", "clientAddress", "tokenName", "extensionVersion", "timestamp", "eventId",
        "correlationId", "eventType", "user", "userDirectory", "userId", "appId", "appName", "sheetId", "sheetName",
        "objectId", "objectType", "selectionTxnId", "durationMs", "visible", "enteredAt", "leftAt", "dataStateId",
        "selectionDetails", "screenshotUrl", "objectData",
    ]

    /// One value per name; nil where the event has none.
    static func values(of event: EventLine) -> [String?] {
        let facts = event.record.facts
        let row = event.row
        return [
            "\(event.record.offset)",
            UTCTime(milliseconds: facts.receivedAtMilliseconds).iso8601,
            facts.clientAddress,
            facts.tokenName,
            facts.extensionVersion,
            row?.timestampMilliseconds.map { UTCTime(milliseconds: $0).iso8601 },
            row?.eventID ?? "\(event.outcome?.eventID ?? event.record.eventID)",
            row?.correlationID,
            event.type,
            row?.user, row?.userDirectory, row?.userID,
            row?.appID, row?.appName, row?.sheetID, row?.sheetName,
            row?.objectID, row?.objectType, row?.selectionTxnID,
            row?.durationMilliseconds.map { "\($0)" },
            row?.visible.map { "\($0)" },
            row?.enteredAt, row?.leftAt,
            row?.dataStateID.map { "\($0)" },
            row?.selectionDetails, row?.screenshotURL, row?.objectData,
        ]
    }

    /// Writes one value with its JSON type.
    static func write(_ value: String?, named name: String, to writer: inout JSONWriter) {
        guard let value else {
            writer.null()
            return
        }
        if literals.contains(name) || nested.contains(name) {
            writer.raw(value.utf8)
        } else {
            writer.string(value)
        }
    }
}
