import AuditEvents
import AuditJournal
import Foundation
import GRDB

/// One event of a session with everything that a timeline needs of it.
struct TimelineStep: Sendable {
    let summary: EventSummary
    let viewBegin: Int64?
    let viewEnd: Int64?
    let dataState: Int64?
    let segments: [ObjectView.Segment]
    let selectedFields: [SelectedField]?
    let rowCount: Int
    let columnCount: Int

    /// The first events of a session in the order of time.
    static func all(of session: SessionID, limit: Int, _ db: Database) throws -> [TimelineStep] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT e.offset, e.view_begin, e.view_end, e.data_state, e.segments, n.fields, d.row_count,
                    d.column_count
                FROM event e INDEXED BY event_session LEFT JOIN selection n ON n.id = e.selection
                    LEFT JOIN data d ON d.id = e.data
                WHERE e.session = ? ORDER BY e.time, e.offset LIMIT ?
                """,
            arguments: [session.rawValue, limit]
        )
        let summaries = try SummaryReader(db: db).summaries(rows.map { $0[0] })
        // Both were read in one transaction, so they are of the same events.
        return zip(rows, summaries).map { row, summary in
            TimelineStep(
                summary: summary,
                viewBegin: row[1],
                viewEnd: row[2],
                dataState: row[3],
                segments: (row[4] as Data?).map { SegmentBlob.segments($0) } ?? [],
                selectedFields: (row[5] as String?).map { SelectionFacts.fields(stored: $0.utf8) },
                rowCount: row[6] ?? 0,
                columnCount: row[7] ?? 0
            )
        }
    }
}
