import GRDB

/// Tells of events whether a text occurs in them.
struct TextMembers {
    private let match: TextMatch
    private let db: Database
    /// What was looked up already, of contents that are too many to list.
    private var known: [Int64: Bool] = [:]
    private var knownSelections: [Int64: Bool] = [:]

    private let data: Set<Int64>
    private let selections: Set<Int64>

    init(_ match: TextMatch, _ db: Database) {
        self.match = match
        self.db = db
        data = if case .some(let ids) = match.data { Set(ids) } else { [] }
        selections = if case .some(let ids) = match.selections { Set(ids) } else { [] }
    }

    /// Judges a row of data, selection, person, app, sheet and object behind two other columns.
    mutating func contains(_ row: Row) throws -> Bool {
        if let data: Int64 = row[2], try isMember(data) { return true }
        if let selection: Int64 = row[3], try isSelectionMember(selection) { return true }
        guard !match.things.isEmpty else { return false }
        for (column, kind) in [(4, ThingKind.person), (5, .app), (6, .sheet), (7, .object)] {
            if let id: Int64 = row[column], match.things[kind]?.contains(id) == true { return true }
        }
        return false
    }

    private mutating func isMember(_ id: Int64) throws -> Bool {
        if case .some = match.data { return data.contains(id) }
        if let answer = known[id] { return answer }
        let answer = try occurs(in: "data_text", id)
        known[id] = answer
        return answer
    }

    private mutating func isSelectionMember(_ id: Int64) throws -> Bool {
        if case .some = match.selections { return selections.contains(id) }
        if let answer = knownSelections[id] { return answer }
        let answer = try occurs(in: "selection_text", id)
        knownSelections[id] = answer
        return answer
    }

    private func occurs(in table: String, _ id: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT 1 FROM \(table) WHERE \(table) MATCH ? AND rowid = ?"),
            arguments: [match.expression.text, id]
        ) ?? false
    }
}
