import AuditEvents
import AuditJournal
import Logging

extension PictureRequest {
    /// Takes the address, the user and what log lines about it carry from an event and its facts.
    package init(_ event: JournalRecord, _ facts: ScreenshotFacts) {
        var context: Logger.Metadata = ["eventId": "\(event.eventID)", "offset": "\(event.offset)"]
        let told = [
            ("correlationId", facts.correlationID), ("selectionTxnId", facts.selectionTxnID), ("user", facts.user),
            ("appName", facts.appName), ("sheetName", facts.sheetName), ("objectId", facts.objectID),
        ]
        for (name, value) in told {
            if let value { context[name] = "\(value)" }
        }
        self.init(url: facts.url ?? "", user: facts.user, context: context)
    }
}
