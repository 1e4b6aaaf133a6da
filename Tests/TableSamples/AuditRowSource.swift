import AuditTesting
import TableFormats

/// Makes the rows of ``AuditTable`` one after the other.
///
/// 50 users, 20 apps, 100 sheets, 500 objects; a third of the rows are view durations, a tenth carry object data of
/// about 800 bytes, and every fifth event changes the selection.
struct AuditRowSource {
    private struct Chart {
        var id: String
        var type: String
        var sheet: Int
    }

    private var random: SeededGenerator
    private var offset: Int64 = 0
    private var milliseconds: Int64 = 1_770_801_243_480
    private var transaction = ""
    private var dataState: Int64 = 1_770_801_243_480
    private let users: [(full: String, directory: String, id: String, address: String, session: String)]
    private let apps: [(id: String, name: String)]
    private let sheets: [(id: String, name: String, app: Int)]
    private let charts: [Chart]

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        users = (0..<50).map { index in
            let id = "person.\(index)"
            let address = "10.20.\(index / 8).\(17 + index)"
            return ("UserDirectory=NORD; UserId=\(id)", "NORD", id, address, random.uuid())
        }
        apps = (0..<20).map { (random.uuid(), "Sales pulse \($0)") }
        sheets = (0..<100).map { (random.uuid(), "Regional view \($0)", $0 % 20) }
        let types = ["barchart", "linechart", "table", "kpi", "pivot-table", "map"]
        charts = (0..<500).map { index in
            Chart(id: String(random.uuid().prefix(6)), type: types[index % types.count], sheet: index % 100)
        }
        transaction = random.uuid()
        self.random = random
    }

    /// Adds the next row.
    mutating func append(to rows: inout TableRows) {
        milliseconds += Int64(random.below(400))
        if random.below(5) == 0 {
            transaction = random.uuid()
            dataState = milliseconds
        }
        let kind = random.below(10)
        let user = users[random.below(users.count)]
        let chart = charts[random.below(charts.count)]
        let sheet = sheets[chart.sheet]
        let app = apps[sheet.app]
        let day = milliseconds / 86_400_000
        let id = random.uuid()
        let hasDuration = kind < 3
        let hasData = kind == 3
        let duration = Int64(random.below(60_000))
        let entered = hasDuration ? UTCText.instant(milliseconds - duration) : nil
        let left = hasDuration ? UTCText.instant(milliseconds) : nil
        let details = kind == 4 ? selectionDetails() : nil
        let data = hasData ? objectData(chart.type) : nil
        let url = hasData ? "https://qs.example.com/analytics/tempcontent/\(id.prefix(8))/obj-\(chart.id).png" : nil
        let paths = hasData ? #"["audit-events/screenshots/\#(UTCText.day(milliseconds))/\#(id).png"]"# : nil
        let eventType = Self.eventTypes[kind]
        rows.appendRow { columns in
            columns[0].append(milliseconds)
            columns[1].append(day)
            columns[2].append(id)
            columns[3].append(transaction)
            columns[4].append(eventType)
            columns[5].append(user.full)
            columns[6].append(user.directory)
            columns[7].append(user.id)
            columns[8].append(app.id)
            columns[9].append(app.name)
            columns[10].append(sheet.id)
            columns[11].append(sheet.name)
            columns[12].append(kind == 4 ? nil : chart.id)
            columns[13].append(hasData ? chart.type : nil)
            columns[14].append(transaction)
            columns[15].append(hasDuration ? duration : nil)
            columns[16].append(kind == 5 ? duration % 2 == 0 : nil)
            columns[17].append(entered)
            columns[18].append(left)
            columns[19].append(dataState)
            columns[20].append(details)
            columns[21].append(url)
            columns[22].append(paths)
            columns[23].append(data)
            columns[24].append(#"{"env":"prod","site":"north"}"#)
            columns[25].append(offset)
            columns[26].append(milliseconds + 35)
            columns[27].append(user.address)
            columns[28].append(user.session)
            columns[29].append(offset / 50)
            columns[30].append("1")
        }
        offset += 1
    }

    private static let eventTypes = [
        "object.view.duration", "object.view.duration", "object.view.duration", "screenshot.url.received",
        "selection.state.changed", "object.visibility.changed", "navigation.sheet.loaded", "app.model.validated",
        "audit.event", "event.export.requested",
    ]

    private mutating func selectionDetails() -> String {
        let selected = random.below(9)
        return #"[{"qField":"Region","qSelectedCount":\#(selected),"qTotal":9,"qSelected":"Norrland, Svealand"}]"#
    }

    private mutating func objectData(_ type: String) -> String {
        var text = #"{"schemaVersion":1,"objectType":"\#(type)","dimensions":[{"fieldName":"Region","values":["#
        for index in 0..<12 { text += (index == 0 ? "" : ",") + #""Region \#(random.below(40))""# }
        text += #"]}],"measures":[{"label":"Revenue","values":["#
        for index in 0..<36 { text += (index == 0 ? "" : ",") + #""\#(random.below(10_000_000)).50""# }
        return text + "]}]}"
    }
}
