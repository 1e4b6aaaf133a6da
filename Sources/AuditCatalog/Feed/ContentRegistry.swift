import AuditEvents
import AuditJournal
import GRDB

/// Data and selections, each stored once however many people see them; touched only by the indexer.
struct ContentRegistry {
    /// Contents that are remembered of each kind.
    private static let cacheLimit = 50_000

    private var data = BoundedCache<ContentDigest, Int64>(limit: cacheLimit)
    private var selections = BoundedCache<ContentDigest, Int64>(limit: cacheLimit)
    private let scanner = JSONScanner()
    private let indexesText: Bool

    /// Without `indexesText` nothing can be found by text; a benchmark tells by it what text costs.
    init(indexesText: Bool) {
        self.indexesText = indexesText
    }

    /// Number of the data that an envelope carries.
    mutating func data(_ facts: DataFacts, in record: JournalRecord, _ db: Database) throws -> Int64 {
        if let id = data[facts.digest] { return id }
        var found = try find("data", facts.digest, db)
        if found == nil {
            try db.cachedStatement(
                sql: "INSERT INTO data (digest_high, digest_low, row_count, column_count) VALUES (?, ?, ?, ?)"
            ).execute(
                arguments: [
                    Int64(bitPattern: facts.digest.high), Int64(bitPattern: facts.digest.low), facts.rowCount,
                    facts.columnCount,
                ]
            )
            found = db.lastInsertedRowID
            let document = DataFacts.document(of: record.bytes, scanner: scanner)
            try insert("data_text", db.lastInsertedRowID, document, db)
        }
        data[facts.digest] = found
        return found ?? 0
    }

    /// Number of a state of selections.
    mutating func selection(_ facts: SelectionFacts, _ db: Database) throws -> Int64 {
        let stored = facts.stored
        let digest = ContentDigest(of: stored)
        if let id = selections[digest] { return id }
        var found = try find("selection", digest, db)
        if found == nil {
            try db.cachedStatement(sql: "INSERT INTO selection (digest_high, digest_low, fields) VALUES (?, ?, ?)")
                .execute(
                    arguments: [
                        Int64(bitPattern: digest.high), Int64(bitPattern: digest.low),
                        String(decoding: stored, as: UTF8.self),
                    ]
                )
            found = db.lastInsertedRowID
            try insert("selection_text", db.lastInsertedRowID, facts.document, db)
        }
        selections[digest] = found
        return found ?? 0
    }

    private func find(_ table: String, _ digest: ContentDigest, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM \(table) WHERE digest_high = ? AND digest_low = ?"),
            arguments: [Int64(bitPattern: digest.high), Int64(bitPattern: digest.low)]
        )
    }

    private func insert(_ table: String, _ id: Int64, _ document: SearchDocument, _ db: Database) throws {
        guard indexesText else { return }
        try db.cachedStatement(sql: "INSERT INTO \(table) (rowid, terms) VALUES (?, ?)")
            .execute(arguments: [id, document.text])
    }
}
