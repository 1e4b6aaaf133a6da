import AuditJournal
import GRDB

/// How a batch changes the counts of screenshots by what became of them.
struct PictureTally {
    private(set) var awaited: Int64 = 0
    private(set) var stored: Int64 = 0
    private(set) var lost: Int64 = 0

    private mutating func add(_ count: Int64, _ state: PictureState) {
        switch state {
        case .awaited: awaited += count
        case .stored: stored += count
        case .lost: lost += count
        }
    }

    /// Begins the row of an event whose screenshot somebody will fetch.
    static func insert(_ event: Int64, _ db: Database, _ tally: inout PictureTally) throws {
        try db.cachedStatement(sql: "INSERT INTO picture (event, state) VALUES (?, ?)")
            .execute(arguments: [event, PictureState.awaited.rawValue])
        tally.add(1, .awaited)
    }

    /// Notes what became of the screenshot of an event; a final outcome stays.
    static func update(
        _ event: Int64,
        _ outcome: PictureOutcome,
        _ db: Database,
        _ tally: inout PictureTally
    ) throws {
        let raw = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM picture WHERE event = ?"),
            arguments: [event]
        )
        guard let raw, let before = PictureState(rawValue: raw), before == .awaited else { return }
        let after = PictureState(outcome)
        tally.add(-1, before)
        tally.add(1, after)
        let picture = outcome.picture
        var reason: String?
        if case .lost(let text) = outcome { reason = text }
        try db.cachedStatement(
            sql: """
                UPDATE picture SET state = ?, record = ?, sha256 = ?, extension = ?, width = ?, height = ?, reason = ?
                WHERE event = ?
                """
        ).execute(
            arguments: [
                after.rawValue, picture.map { Int64($0.record.rawValue) }, picture?.sha256, picture?.fileExtension,
                picture?.width, picture?.height, reason, event,
            ]
        )
    }
}
