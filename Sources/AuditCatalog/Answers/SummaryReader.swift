import AuditEvents
import AuditJournal
import GRDB

/// Reads events with the names of what they name.
struct SummaryReader {
    private static let sql = """
        SELECT e.offset, e.time, e.received, k.name, k.is_own, p.identity, a.sent, a.name, s.sent, s.name,
            o.sent, o.name, o.type, e.session, x.state, x.record, x.sha256, x.extension, x.width, x.height, x.reason,
            e.data IS NOT NULL, n.fields, e.view_ms
        FROM event e JOIN kind k ON k.id = e.kind LEFT JOIN person p ON p.id = e.person
            LEFT JOIN app a ON a.id = e.app LEFT JOIN sheet s ON s.id = e.sheet LEFT JOIN object o ON o.id = e.object
            LEFT JOIN picture x ON x.event = e.offset LEFT JOIN selection n ON n.id = e.selection
        WHERE e.offset IN (SELECT value FROM json_each(?))
        """

    let db: Database

    /// The events at these offsets, in the order of the offsets given; those that are not there are left out.
    func summaries(_ offsets: [Int64]) throws -> [EventSummary] {
        var found: [Int64: EventSummary] = [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: Self.sql),
            arguments: [offsets.jsonText]
        )
        while let row = try rows.next() { found[row[0]] = Self.summary(row) }
        return offsets.compactMap { found[$0] }
    }

    private static func summary(_ row: Row) -> EventSummary {
        EventSummary(
            offset: JournalOffset(UInt64(bitPattern: row[0])),
            time: UTCTime(milliseconds: row[1]),
            receivedAt: UTCTime(milliseconds: row[2]),
            type: row[3],
            isOwn: row[4],
            person: (row[5] as String?).map { Person($0) },
            app: (row[6] as String?).map { NamedThing(id: $0, name: row[7]) },
            sheet: (row[8] as String?).map { NamedThing(id: $0, name: row[9]) },
            object: (row[10] as String?).map { NamedThing(id: $0, name: row[11], type: row[12]) },
            session: (row[13] as Int64?).map { SessionID($0) },
            picture: picture(row, at: 14),
            hasData: row[21],
            selections: (row[22] as String?).map { SelectionFacts.line(SelectionFacts.fields(stored: $0.utf8)) },
            durationMilliseconds: row[23]
        )
    }

    /// Reads the columns of the table `picture` from `column` on: state, record, hash, extension, size, reason.
    static func picture(_ row: Row, at column: Int) -> PictureOutcome? {
        guard let raw: Int64 = row[column], let state = PictureState(rawValue: raw) else { return nil }
        switch state {
        case .awaited: return .awaited
        case .lost: return .lost(reason: row[column + 6] ?? "")
        case .stored:
            guard let record: Int64 = row[column + 1], let sha256: String = row[column + 2],
                let name: String = row[column + 3], let width: Int = row[column + 4], let height: Int = row[column + 5]
            else { return .awaited }
            return .stored(
                CatalogPicture(
                    sha256: sha256,
                    fileExtension: name,
                    width: width,
                    height: height,
                    record: JournalOffset(UInt64(bitPattern: record))
                )
            )
        }
    }
}
