import AuditEvents
import AuditJournal

/// Reads records of the journal, one after the other, into what is known of each app.
struct CoverageCollector {
    /// Apps that are kept; events of later ones are counted as left out.
    static let maximumApps = 10_000
    /// People who are told apart; later ones count for nobody.
    static let maximumPeople = 1_000_000

    /// The event that says which sheet a person opened.
    private static let navigation = EventType.sheetLoaded.name

    /// The apps by their ids in lower case.
    private(set) var apps: [String: AppCoverage] = [:]

    /// Whether there were more apps or people than are kept.
    private(set) var isCut = false

    /// Numbers of people by their identities in lower case.
    private var numbers: [String: Int] = [:]
    private let scanner = JSONScanner()

    private static let payload = JSONKey("payload")
    private static let context = JSONKey("context")
    private static let event = JSONKey("event")
    private static let sessionKey = JSONKey("sessionKey")

    /// An inventory with the page that sent it.
    private struct Report {
        let page: String
        let inventory: AppInventory
    }

    /// Takes in the next record; those of the server itself and erased ones say nothing of coverage.
    mutating func take(_ record: JournalRecord) {
        guard record.kind == .envelope else { return }
        let received = record.facts.receivedAtMilliseconds
        // What was stored is JSON; should it ever not be, it says nothing.
        let read = record.bytes.withUnsafeBytes { bytes in
            try? scanner.withDocument(of: bytes) { document -> (row: AuditRow, report: Report?) in
                let row = AuditRow(root: document.root, savedPaths: [], tags: .none)
                guard row.eventType == AppInventory.eventType else { return (row, nil) }
                return (row, Self.report(in: document.root, receivedAtMilliseconds: received))
            }
        }
        guard let (row, report) = read, let id = row.appID ?? row.appName else { return }
        let key = id.lowercased()
        guard apps[key] != nil || apps.count < Self.maximumApps else {
            isCut = true
            return
        }
        let person = row.user.flatMap { number(of: $0) }
        // Taken out while it changes, or each event would copy all that is known of its app.
        var app = apps.removeValue(forKey: key) ?? AppCoverage(id: InventoryText.cut(id))
        Self.enter(row, at: row.timestampMilliseconds ?? received, by: person, into: &app)
        if let report { app.inventories.take(report.inventory, from: report.page) }
        apps[key] = app
    }

    private static func enter(_ row: AuditRow, at milliseconds: Int64, by person: Int?, into app: inout AppCoverage) {
        if let name = row.appName { app.name = InventoryText.cut(name) }
        if let person { app.people.insert(person) }
        if row.eventType == navigation, let sheet = row.sheetID {
            app.sheets.see(sheet, name: row.sheetName, at: milliseconds, by: person)
        }
        if let object = row.objectID { app.objects.see(object, name: nil, at: milliseconds, by: person) }
    }

    private static func report(in root: JSONValue, receivedAtMilliseconds: Int64) -> Report? {
        guard let payload = root[payload], let event = payload[event],
            let inventory = AppInventory(event, receivedAtMilliseconds: receivedAtMilliseconds)
        else { return nil }
        return Report(page: InventoryText.id(payload[context]?[sessionKey]) ?? "", inventory: inventory)
    }

    private mutating func number(of user: String) -> Int? {
        let key = user.lowercased()
        if let number = numbers[key] { return number }
        guard numbers.count < Self.maximumPeople else {
            isCut = true
            return nil
        }
        numbers[key] = numbers.count
        return numbers.count - 1
    }
}
