import AuditEvents
import AuditJournal
import AuditTesting

/// Makes events up, one after the other.
struct GeneratedEvents {
    private struct Session {
        var number: UInt64
        var user: Int
        var app: Int
        var sheet: Int
        var selection: Int
        var sequence = 0
        var state: Int64 = 0
        var left: Int
    }

    private static let begin: Int64 = 1_790_000_000_000
    private static let week: Int64 = 7 * 86_400_000
    /// So that ten million events take about three months.
    private static let millisecondsPerEvent: UInt64 = 1_600

    private(set) var next = JournalOffset(0)
    private(set) var last: JournalRecord?
    private var generator = SeededGenerator(seed: 7)
    private var time = begin
    private var sessions: [Session] = []
    private var sessionCount: UInt64 = 0

    private mutating func random(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

    /// Small numbers more often than large ones.
    private mutating func skewed(_ bound: Int) -> Int { min(random(bound), random(bound)) }

    mutating func make() -> JournalRecord {
        if sessions.count < 300 { sessions.append(newSession()) }
        let index = random(sessions.count)
        time += Int64(generator.next() % (2 * Self.millisecondsPerEvent))
        let (type, event, flags) = event(of: index)
        let session = sessions[index]
        var json = "{\"schemaVersion\":1,\"eventId\":\"\(EventID(high: 1, low: next.rawValue))\","
        json += "\"timestamp\":\"\(UTCTime(milliseconds: time).iso8601)\",\"type\":\"\(type)\","
        json += "\"source\":{\"kind\":\"qlik-sense-extension\",\"version\":\"0.4.0\"},\"payload\":{\"context\":{"
        json +=
            "\"appId\":\"\(GeneratedSite.appID(session.app))\",\"appName\":\"\(GeneratedSite.appName(session.app))\","
        json += "\"sheetId\":\"\(GeneratedSite.sheetID(session.sheet))\","
        json += "\"sheetName\":\"\(GeneratedSite.sheetName(session.sheet))\","
        json += "\"user\":\"\(GeneratedSite.user(session.user))\","
        json += "\"userAgent\":\"Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0.0.0 Safari/537.36\","
        json += "\"sessionKey\":\"\(EventID(high: 2, low: session.number))\",\"seq\":\(session.sequence)},"
        json += "\"event\":{\(event)}}}"
        if session.left <= 0 { sessions.remove(at: index) }
        let record = JournalRecord(
            offset: next,
            facts: ReceptionFacts(receivedAtMilliseconds: time + 400, clientAddress: "10.0.0.7"),
            kind: .envelope,
            flags: flags,
            eventID: EventID(high: 1, low: next.rawValue),
            ownType: nil,
            bytes: Array(json.utf8),
            salt: .erased
        )
        next = next.next
        last = record
        return record
    }

    private mutating func newSession() -> Session {
        sessionCount += 1
        let app = skewed(GeneratedSite.apps)
        return Session(
            number: sessionCount,
            user: skewed(GeneratedSite.users),
            app: app,
            sheet: app * GeneratedSite.sheetsPerApp + random(GeneratedSite.sheetsPerApp),
            selection: 0,
            state: time,
            left: 20 + random(80)
        )
    }

    private mutating func event(of index: Int) -> (type: String, event: String, flags: RecordFlags) {
        sessions[index].sequence += 1
        sessions[index].left -= 1
        let object = sessions[index].sheet * GeneratedSite.objectsPerSheet + random(GeneratedSite.objectsPerSheet)
        let transaction = EventID(high: sessions[index].number, low: UInt64(sessions[index].selection))
        let common =
            "\"objectId\":\"\(GeneratedSite.objectID(object))\",\"objectType\":\"barchart\",\"selectionTxnId\":\"\(transaction)\",\"dataStateId\":\(sessions[index].state)"
        switch sessions[index].sequence == 1 ? 0 : random(100) {
        case 0..<10:
            sessions[index].sheet =
                sessions[index].app * GeneratedSite.sheetsPerApp + random(GeneratedSite.sheetsPerApp)
            return ("navigation.sheet.loaded", "\"sheetId\":\"\(GeneratedSite.sheetID(sessions[index].sheet))\"", [])
        case 10..<25:
            sessions[index].selection = random(50)
            sessions[index].state = max(sessions[index].state + 1, time)
            return ("selection.state.changed", selections(sessions[index].selection, transaction), [])
        case 25..<30:
            let url = "https://sense.nord.example/tempcontent/\(next).png"
            let title = GeneratedSite.objectTitle(object)
            let event = "\(common),\"objectName\":\"\(title)\",\"screenshotUrl\":\"\(url)\",\(data(object, index))"
            return ("screenshot.url.received", event, .awaitsOutcome)
        case 30..<35: return ("event.objectdata.captured", "\(common),\(data(object, index))", [])
        case 35..<65:
            let length = Int64(1_000 + random(120_000))
            let entered = UTCTime(milliseconds: time - length).iso8601
            let left = UTCTime(milliseconds: time).iso8601
            return (
                "object.view.duration",
                "\(common),\"enteredAt\":\"\(entered)\",\"leftAt\":\"\(left)\",\"duration\":\(length)", []
            )
        case 65..<80:
            return (
                "app.model.validated",
                "\"selectionTxnId\":\"\(transaction)\",\"dataStateId\":\(sessions[index].state),\"captureScheduled\":true",
                []
            )
        default: return ("object.visibility.changed", "\(common),\"visible\":true", [])
        }
    }

    private func selections(_ number: Int, _ transaction: EventID) -> String {
        let customers = (0..<3).map { GeneratedSite.customer(number * 61 + $0) }.joined(separator: ", ")
        return "\"selectionTxnId\":\"\(transaction)\",\"details\":["
            + "{\"qField\":\"Region\",\"qSelectedCount\":1,\"qSelected\":\"\(GeneratedSite.region(number))\"},"
            + "{\"qField\":\"Customer\",\"qSelectedCount\":3,\"qSelected\":\"\(customers)\"}]"
    }

    /// What an object shows follows from the object, the selections and the week.
    private func data(_ object: Int, _ index: Int) -> String {
        let week = (time - Self.begin) / Self.week
        let seed = UInt64(object) << 24 | UInt64(sessions[index].selection) << 8 | UInt64(week)
        var values = SeededGenerator(seed: seed)
        let first = Int(values.next() % UInt64(GeneratedSite.customers - 50))
        var columns = ["", "", "", ""]
        for row in 0..<50 {
            let separator = row == 0 ? "" : ","
            columns[0] += "\(separator)\"\(GeneratedSite.customer(first + row))\""
            columns[1] += "\(separator)\"\(GeneratedSite.region(row))\""
            columns[2] += "\(separator)\"\(values.next() % 900_000).\(10 + values.next() % 90)\""
            columns[3] += "\(separator)\"\(values.next() % 1_000)\""
        }
        return "\"objectData\":{\"schemaVersion\":1,\"objectType\":\"barchart\",\"dimensions\":["
            + "{\"fieldName\":\"Customer\",\"label\":\"Customer\",\"values\":[\(columns[0])]},"
            + "{\"fieldName\":\"Region\",\"label\":\"Region\",\"values\":[\(columns[1])]}],\"measures\":["
            + "{\"label\":\"Revenue\",\"values\":[\(columns[2])]},{\"label\":\"Orders\",\"values\":[\(columns[3])]}]}"
    }
}
