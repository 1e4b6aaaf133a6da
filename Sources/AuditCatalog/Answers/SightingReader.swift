import AuditEvents
import AuditJournal
import GRDB

/// Reads sightings: the events that prove them, with the view around each and a picture of it.
struct SightingReader {
    /// A picture belongs to data that were read at most so long before or after.
    private static let pictureReach: Int64 = 10 * 60_000

    private struct Context {
        let session: Int64
        let object: Int64
        let dataState: Int64?
    }

    let db: Database

    /// The sightings that events prove, in the order of the offsets.
    func sightings(_ offsets: [Int64]) throws -> [Sighting] {
        let contexts = try contexts(offsets)
        return try SummaryReader(db: db).summaries(offsets).map { event in
            try sighting(event, contexts[Int64(event.offset.rawValue)])
        }
    }

    private func contexts(_ offsets: [Int64]) throws -> [Int64: Context] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT offset, session, object, data_state FROM event
                WHERE offset IN (SELECT value FROM json_each(?)) AND session IS NOT NULL AND object IS NOT NULL
                """,
            arguments: [offsets.jsonText]
        )
        var contexts: [Int64: Context] = [:]
        for row in rows { contexts[row[0]] = Context(session: row[1], object: row[2], dataState: row[3]) }
        return contexts
    }

    private func sighting(_ event: EventSummary, _ context: Context?) throws -> Sighting {
        var sighting = Sighting(
            kind: Self.kind(event),
            person: event.person,
            time: event.time,
            activeMilliseconds: nil,
            app: event.app,
            sheet: event.sheet,
            object: event.object,
            session: event.session,
            picture: event.picture,
            evidence: event.offset,
            viewEvidence: nil,
            position: event.position
        )
        if sighting.kind == .view {
            sighting.activeMilliseconds = event.durationMilliseconds
            sighting.viewEvidence = event.offset
        }
        guard let context else { return sighting }
        if sighting.kind == .view, let begin = try viewBegin(event.offset) {
            sighting.time = UTCTime(milliseconds: begin)
            sighting.picture = try picture(context, from: begin, to: event.time.milliseconds)
        }
        if sighting.kind == .data {
            if let view = try view(context, at: event.time.milliseconds) {
                sighting.activeMilliseconds = view.milliseconds
                sighting.viewEvidence = JournalOffset(UInt64(bitPattern: view.offset))
            }
            if sighting.picture == nil {
                let time = event.time.milliseconds
                sighting.picture = try picture(context, from: time - Self.pictureReach, to: time + Self.pictureReach)
            }
        }
        return sighting
    }

    private static func kind(_ event: EventSummary) -> Sighting.Kind {
        switch event.type {
        case EventType.objectViewDuration.name: .view
        case EventType.sheetLoaded.name: .visit
        case EventType.selectionStateChanged.name: .selection
        default: event.hasData || event.picture != nil ? .data : event.object == nil ? .visit : .view
        }
    }

    private func viewBegin(_ offset: JournalOffset) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT view_begin FROM event WHERE offset = ?"),
            arguments: [Int64(offset.rawValue)]
        )
    }

    /// The view of the object that goes on at `time`: the first to end after it, if it began before it.
    private func view(_ context: Context, at time: Int64) throws -> (offset: Int64, milliseconds: Int64?)? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT offset, view_ms FROM event INDEXED BY event_session WHERE session = ? AND time >= ?
                    AND object = ? AND view_ms IS NOT NULL AND view_begin <= ? ORDER BY time LIMIT 1
                    """
            ),
            arguments: [context.session, time, context.object, time]
        )
        return row.map { ($0[0], $0[1]) }
    }

    /// A picture of the object in the same session and, where both are known, in the same state of its data.
    private func picture(_ context: Context, from: Int64, to: Int64) throws -> PictureOutcome? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT x.state, x.record, x.sha256, x.extension, x.width, x.height, x.reason
                    FROM event e INDEXED BY event_session JOIN picture x ON x.event = e.offset
                    WHERE e.session = ?1 AND e.time BETWEEN ?2 AND ?3 AND e.object = ?4
                    AND (?5 IS NULL OR e.data_state IS NULL OR e.data_state = ?5)
                    ORDER BY x.state = 1 DESC, e.time DESC LIMIT 1
                    """
            ),
            arguments: [context.session, from, to, context.object, context.dataState]
        )
        return row.flatMap { SummaryReader.picture($0, at: 0) }
    }
}
