import AuditEvents
import AuditJournal
import Logging

extension PictureRequest {
    /// Reads the address, the user and what log lines about it carry from an event.
    package init(_ event: JournalRecord) {
        let row = event.bytes.withUnsafeBytes { AuditRow(envelope: $0, savedPaths: [], tags: .none) }
        var context: Logger.Metadata = ["eventId": "\(event.eventID)", "offset": "\(event.offset)"]
        let facts = [
            ("correlationId", row.correlationID), ("selectionTxnId", row.selectionTxnID), ("user", row.user),
            ("appName", row.appName), ("sheetName", row.sheetName), ("objectId", row.objectID),
        ]
        for (name, value) in facts {
            if let value { context[name] = "\(value)" }
        }
        self.init(url: row.screenshotURL ?? "", user: row.user, context: context)
    }
}
