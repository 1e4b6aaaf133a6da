import AuditJournal
import Foundation
import GRDB

/// One row of the table `event`.
struct EventRow {
    let offset: Int64
    let time: Int64
    let received: Int64
    let kind: Int64
    var person: Int64?
    var app: Int64?
    var sheet: Int64?
    var object: Int64?
    var session: Int64?
    var page: Int64?
    var sequence: Int64?
    var viewBegin: Int64?
    var viewEnd: Int64?
    var viewMilliseconds: Int64?
    var dataState: Int64?
    var segments: Data?
    var data: Int64?
    var selection: Int64?

    /// Begins the row of an envelope.
    init(_ facts: EventFacts, _ record: JournalRecord, kind: Int64) {
        offset = Int64(record.offset.rawValue)
        time = facts.time
        received = max(0, record.facts.receivedAtMilliseconds)
        self.kind = kind
        sequence = facts.sequence
        viewBegin = facts.begin
        viewEnd = facts.end
        viewMilliseconds = facts.milliseconds
        dataState = facts.dataState
        segments = facts.segments.isEmpty ? nil : Data(SegmentBlob.bytes(of: facts.segments))
    }

    /// The row of an own record.
    init(_ record: JournalRecord, kind: Int64) {
        offset = Int64(record.offset.rawValue)
        received = max(0, record.facts.receivedAtMilliseconds)
        time = received
        self.kind = kind
    }

    /// Inserts the row.
    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        )
        // There is one for each column; this happens for every record, and checking costs as much as inserting.
        statement.setUncheckedArguments([
            offset, time, received, kind, person, app, sheet, object, session, page, sequence, viewBegin, viewEnd,
            viewMilliseconds, dataState, segments, data, selection,
        ])
        try statement.execute()
    }
}
