import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// One record; nil when there is none at this offset, or when it was erased.
    package func event(_ offset: JournalOffset) async throws(CatalogError) -> EventDetail? {
        guard offset <= .maximum else { return nil }
        let number = Int64(offset.rawValue)
        return try await ask { db in
            guard let summary = try SummaryReader(db: db).summaries([number]).first else { return nil }
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT e.sequence, p.key, n.fields, e.session, e.time FROM event e
                    LEFT JOIN page p ON p.id = e.page LEFT JOIN selection n ON n.id = e.selection WHERE e.offset = ?
                    """,
                arguments: [number]
            )
            guard let row else { return nil }
            let place = EventSelector.Place(time: row[4], offset: number)
            let session: Int64? = row[3]
            return EventDetail(
                summary: summary,
                sequence: row[0],
                pageKey: row[1],
                selectedFields: (row[2] as String?).map { SelectionFacts.fields(stored: $0.utf8) },
                previous: try session.flatMap { try Self.neighbour(of: place, in: $0, "<", "DESC", db) },
                following: try session.flatMap { try Self.neighbour(of: place, in: $0, ">", "ASC", db) },
                ownRecords: try Int64.fetchAll(
                    db,
                    sql: "SELECT record FROM about WHERE event = ? ORDER BY record LIMIT 100",
                    arguments: [number]
                ).map { JournalOffset(UInt64(bitPattern: $0)) }
            )
        }
    }

    private static func neighbour(
        of place: EventSelector.Place,
        in session: Int64,
        _ beyond: String,
        _ order: String,
        _ db: Database
    ) throws -> JournalOffset? {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT offset FROM event INDEXED BY event_session WHERE session = ? AND time \(beyond)= ?
                AND (time \(beyond) ? OR offset \(beyond) ?) ORDER BY time \(order), offset \(order) LIMIT 1
                """,
            arguments: [session, place.time, place.time, place.offset]
        ).map { JournalOffset(UInt64(bitPattern: $0)) }
    }
}
