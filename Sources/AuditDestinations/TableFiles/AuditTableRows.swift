import AuditEvents
import AuditJournal
import TableFormats

/// Turns records into rows of ``AuditTable``; one owner, because it reuses its scanner.
package struct AuditTableRows {
    private static let schemaVersion = JSONKey("schemaVersion")
    private static let payload = JSONKey("payload")
    private static let context = JSONKey("context")
    private static let event = JSONKey("event")
    private static let sessionKey = JSONKey("sessionKey")
    private static let seq = JSONKey("seq")
    private static let enterSelection = JSONKey("enterSelectionTxnId")
    private static let leaveSelection = JSONKey("leaveSelectionTxnId")
    private static let duration = JSONKey("duration")

    private let tags: StaticTags
    private let scanner = JSONScanner()

    /// Gives every row the static tags.
    package init(tags: StaticTags) {
        self.tags = tags
    }

    /// The UTC day of an event since 1970-01-01: its own, or that of its receipt where it has none.
    static func day(of row: AuditRow, receivedAtMilliseconds: Int64) -> Int64 {
        UTCTime(milliseconds: timestamp(of: row) ?? receivedAtMilliseconds).day
    }

    /// The event's time, nil outside the years 0001 to 9999: dates of common readers end there, and names have four digits.
    private static func timestamp(of row: AuditRow) -> Int64? {
        row.timestampMilliseconds.flatMap { readableTimes.contains($0) ? $0 : nil }
    }

    private static let readableTimes: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    /// Reads an event and hands out its day and a way to append its row.
    ///
    /// An envelope that is no JSON, which no validated one is, gives a row of what the server knows.
    package func read(
        _ event: DeliveredEvent,
        _ body: (_ day: Int64, _ append: (inout TableRows) -> Void) throws -> Void
    ) throws {
        let outcome = event.record.bytes.withUnsafeBytes { bytes -> Result<Void, any Error> in
            let scanned = try? scanner.withDocument(of: bytes) { document in
                Result { try hand(over: document.root, event, body) }
            }
            return scanned ?? Result { try hand(over: nil, event, body) }
        }
        try outcome.get()
    }

    private func hand(
        over root: JSONValue?,
        _ event: DeliveredEvent,
        _ body: (_ day: Int64, _ append: (inout TableRows) -> Void) throws -> Void
    ) throws {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        let row =
            root.map { AuditRow(root: $0, savedPaths: event.savedPaths, tags: tags) }
            ?? AuditRow(envelope: nothing, savedPaths: event.savedPaths, tags: tags)
        let record = event.record
        let day = Self.day(of: row, receivedAtMilliseconds: record.facts.receivedAtMilliseconds)
        try body(day) { Self.append(row, root, record, to: &$0) }
    }

    private static func append(_ row: AuditRow, _ root: JSONValue?, _ record: JournalRecord, to rows: inout TableRows) {
        rows.appendRow { columns in
            var filler = ColumnFiller()
            appendCompatible(row, &filler, &columns)
            appendOwn(root, record, &filler, &columns)
            precondition(filler.isComplete(columns), "a row has a value or null for every column")
        }
    }

    private static func appendCompatible(
        _ row: AuditRow,
        _ filler: inout ColumnFiller,
        _ columns: inout [ColumnValues]
    ) {
        filler.add(timestamp(of: row), to: &columns)
        filler.add(timestamp(of: row).map { UTCTime(milliseconds: $0).day }, to: &columns)
        filler.add(row.eventID, to: &columns)
        filler.add(row.correlationID, to: &columns)
        filler.add(row.eventType, to: &columns)
        filler.add(row.user, to: &columns)
        filler.add(row.userDirectory, to: &columns)
        filler.add(row.userID, to: &columns)
        filler.add(row.appID, to: &columns)
        filler.add(row.appName, to: &columns)
        filler.add(row.sheetID, to: &columns)
        filler.add(row.sheetName, to: &columns)
        filler.add(row.objectID, to: &columns)
        filler.add(row.objectType, to: &columns)
        filler.add(row.selectionTxnID, to: &columns)
        filler.add(row.durationMilliseconds, to: &columns)
        filler.add(row.visible, to: &columns)
        filler.add(row.enteredAt, to: &columns)
        filler.add(row.leftAt, to: &columns)
        filler.add(row.dataStateID, to: &columns)
        filler.add(row.selectionDetails, to: &columns)
        filler.add(row.screenshotURL, to: &columns)
        filler.add(row.screenshotSavedPaths, to: &columns)
        filler.add(row.objectData, to: &columns)
        filler.add(row.tags, to: &columns)
    }

    private static func appendOwn(
        _ root: JSONValue?,
        _ record: JournalRecord,
        _ filler: inout ColumnFiller,
        _ columns: inout [ColumnValues]
    ) {
        let payload = root?[Self.payload]
        let context = payload?[Self.context]
        let event = payload?[Self.event]
        let facts = record.facts
        filler.add(Int64(clamping: record.offset.rawValue), to: &columns)
        filler.add(facts.receivedAtMilliseconds, to: &columns)
        filler.add(facts.clientAddress, to: &columns)
        filler.add(facts.userAgent, to: &columns)
        filler.add(facts.tokenName, to: &columns)
        filler.add(facts.extensionVersion, to: &columns)
        let version = root?[schemaVersion]
        filler.add(version?.string ?? version?.numberText, to: &columns)
        filler.add(context?[sessionKey]?.string, to: &columns)
        filler.add(context?[seq]?.exactInteger, to: &columns)
        filler.add(event?[enterSelection]?.string, to: &columns)
        filler.add(event?[leaveSelection]?.string, to: &columns)
        filler.add(event?[duration]?.double.flatMap { $0.isFinite ? $0 : nil }, to: &columns)
    }
}
