import AuditEvents
import AuditJournal
import Foundation
import GRDB

/// Puts records into the tables of the catalog; used only inside write transactions, one after the other.
///
/// A batch and the place up to which it reaches are written in one transaction, so the catalog and its cursor always
/// agree, whatever is killed when. What is remembered between batches is only what the database says too; after an error
/// all of it is forgotten.
final class CatalogIndexer {
    private let indexesText: Bool
    private let scanner = JSONScanner()
    private var things = ThingRegistry()
    private var pages = PageRegistry()
    private var sessions = SessionRegistry()
    private var contents: ContentRegistry
    private var inventories = InventoryShelf()
    private var figures = FigureSheet()
    private var pictures = PictureTally()
    private var conflicts: Int64 = 0

    /// Without `indexesText` nothing can be found by text; a benchmark tells by it what text costs.
    init(indexesText: Bool = true) {
        self.indexesText = indexesText
        contents = ContentRegistry(indexesText: indexesText)
    }

    /// Takes in the next records, which must follow those before without a gap.
    func index(_ records: [JournalRecord], _ db: Database) throws {
        guard let last = records.last else { return }
        do {
            for record in records { try index(record, db) }
            try flush(upTo: last, db)
        } catch {
            forget()
            throw error
        }
    }

    /// Forgets what was remembered, as after a transaction that was rolled back.
    func forget() {
        things = ThingRegistry()
        pages = PageRegistry()
        sessions = SessionRegistry()
        contents = ContentRegistry(indexesText: indexesText)
        figures = FigureSheet()
        pictures = PictureTally()
        conflicts = 0
    }

    private func flush(upTo last: JournalRecord, _ db: Database) throws {
        try things.flush(db)
        try pages.flush(db)
        try sessions.flush(db)
        try figures.flush(db)
        try db.cachedStatement(
            sql: """
                UPDATE progress SET next = ?, last_id_high = ?, last_id_low = ?, conflicts = conflicts + ?,
                pictures_awaited = pictures_awaited + ?, pictures_stored = pictures_stored + ?,
                pictures_lost = pictures_lost + ?
                """
        ).execute(
            arguments: [
                Int64(last.offset.next.rawValue), Int64(bitPattern: last.eventID.high),
                Int64(bitPattern: last.eventID.low), conflicts, pictures.awaited, pictures.stored, pictures.lost,
            ]
        )
        conflicts = 0
        pictures = PictureTally()
    }

    private func index(_ record: JournalRecord, _ db: Database) throws {
        if let facts = EventFacts(record, scanner: scanner) {
            try index(facts, record, db)
        } else if let facts = OwnFacts(record, scanner: scanner) {
            try index(facts, record, db)
        }
        // A tombstone leaves nothing here, as if its event had never come.
    }

    private func index(_ facts: EventFacts, _ record: JournalRecord, _ db: Database) throws {
        let kind = try things.kind(facts.type, isOwn: false, db)
        things.count(kind: kind)
        var row = EventRow(facts, record, kind: kind)
        try name(facts, &row, record, db)
        if let page = facts.page {
            row.page = try pages.page(page, app: row.app ?? 0, db)
            if let sequence = facts.sequence {
                let change = try pages.take(sequence, of: page, app: row.app ?? 0, db)
                if change.app != 0 { things.addMissing(change.change, ofApp: change.app) }
            }
        }
        if let data = facts.data { row.data = try contents.data(data, in: record, db) }
        if let selections = facts.selections { row.selection = try contents.selection(selections, db) }
        let awaitsPicture = record.flags.contains(.awaitsOutcome)
        if awaitsPicture { try PictureTally.insert(row.offset, db, &pictures) }
        row.session = try session(of: facts, row, hasPicture: awaitsPicture, db)
        try row.insert(db)
        figures.add(
            FigureSheet.Entry(
                time: row.time,
                received: row.received,
                offset: row.offset,
                person: row.person ?? 0,
                app: row.app ?? 0,
                sheet: row.sheet ?? 0,
                object: row.object ?? 0,
                isView: facts.type == EventType.objectViewDuration.name,
                isVisit: facts.type == EventType.sheetLoaded.name,
                milliseconds: facts.milliseconds ?? 0,
                hasData: facts.data != nil
            )
        )
    }

    /// Finds the numbers of what an event names, and notes what it tells of them.
    private func name(_ facts: EventFacts, _ row: inout EventRow, _ record: JournalRecord, _ db: Database) throws {
        if let identity = facts.identity {
            let person = try things.person(identity, at: facts.time, db)
            things.count(.person, person)
            row.person = person
        }
        if let sent = facts.app {
            let app = try things.app(sent, db)
            things.count(app: app, received: row.received, offset: row.offset)
            if let name = facts.appName { try things.note(name, of: .app, app, at: facts.time, db) }
            row.app = app
        }
        let app = row.app ?? 0
        if let sent = facts.sheet {
            let sheet = try things.sheet(sent, in: app, db)
            things.count(.sheet, sheet)
            if let name = facts.sheetName { try things.note(name, of: .sheet, sheet, at: facts.time, db) }
            row.sheet = sheet
        }
        if let sent = facts.object {
            let object = try things.object(sent, in: app, db)
            things.count(.object, object)
            if let title = facts.objectTitle { try things.note(title, of: .object, object, at: facts.time, db) }
            things.note(object: object, type: facts.objectType, sheet: row.sheet, at: facts.time)
            row.object = object
        }
        if let inventory = facts.inventory, app != 0 {
            try inventories.take(inventory, app: app, page: facts.page ?? "", record, db)
            try note(inventory, app: app, at: facts.time, db)
        }
    }

    /// An inventory knows titles that no other event tells.
    private func note(_ inventory: InventoryFacts, app: Int64, at time: Int64, _ db: Database) throws {
        for sheet in inventory.sheets {
            let sheetID = try things.sheet(sheet.id, in: app, db)
            if let title = sheet.title { try things.note(title, of: .sheet, sheetID, at: time, db) }
            for object in sheet.objects {
                let id = try things.object(object.id, in: app, db)
                if let title = object.title { try things.note(title, of: .object, id, at: time, db) }
                things.note(object: id, type: object.type, sheet: sheetID, at: time)
            }
        }
    }

    private func session(of facts: EventFacts, _ row: EventRow, hasPicture: Bool, _ db: Database) throws -> Int64? {
        guard row.page != nil || row.person != nil else { return nil }
        return try sessions.take(
            SessionRegistry.Step(
                time: row.time,
                viewBegin: facts.begin,
                offset: row.offset,
                isView: facts.type == EventType.objectViewDuration.name,
                hasData: facts.data != nil,
                hasPicture: hasPicture
            ),
            of: SessionRegistry.Key(page: row.page ?? 0, person: row.person ?? 0, app: row.app ?? 0),
            db
        )
    }

    private func index(_ facts: OwnFacts, _ record: JournalRecord, _ db: Database) throws {
        let kind = try things.kind(facts.type, isOwn: true, db)
        things.count(kind: kind)
        try EventRow(record, kind: kind).insert(db)
        if facts.type == OwnFacts.conflict { conflicts += 1 }
        guard let event = facts.event else { return }
        try db.cachedStatement(sql: "INSERT INTO about (event, record) VALUES (?, ?)")
            .execute(arguments: [Int64(event.rawValue), Int64(record.offset.rawValue)])
        if let outcome = facts.outcome { try PictureTally.update(Int64(event.rawValue), outcome, db, &pictures) }
    }
}
