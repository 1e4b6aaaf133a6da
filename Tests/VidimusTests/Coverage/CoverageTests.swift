import AuditTesting
import Foundation
import Testing

/// `vidimus coverage` as its user meets it: events posted to a real server, the text and the JSON that come out.
@Suite(.serialized, .inTurn) struct CoverageTests {
    private typealias Sample = TestInventory

    private static let sheets = [
        Sample.sheet(
            Sample.firstSheet,
            "Overview",
            hosts: true,
            Sample.object("AbCdE", "barchart", "Sales by region"),
            Sample.object("FgHiJ", "kpi", "Turnover"),
            Sample.object("KlMnO", "map", "Where we sell", why: "excluded-type"),
            Sample.object("PqRsT", "table", "Orders", why: "not-listed")
        ),
        Sample.sheet(
            Sample.secondSheet,
            "Details",
            hosts: false,
            Sample.object("UvWxY", "table", "Rows", why: "sheet-without-extension")
        ),
    ].joined(separator: ",")

    private static func coverage(_ data: String, _ arguments: [String] = []) throws -> VidimusProcess.Result {
        try VidimusProcess.run(["coverage", "--data", data] + arguments)
    }

    private static func json(_ data: String, _ arguments: [String] = []) throws -> [[String: Any]] {
        let result = try coverage(data, ["--json"] + arguments)
        try #require(result.status == 0, "\(result.errors)")
        return try result.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private static func inventory(_ data: String) throws -> [String: Any] {
        try #require(try json(data).first?["inventory"] as? [String: Any])
    }

    private static func post(_ events: [String], to server: TestServer) throws {
        for event in events {
            let (code, body) = try #require(server.post(event))
            try #require(code == 202, "\(body)")
        }
    }

    @Test func whatIsAuditedAndWhatNeverWasIsShownWhileTheServerRuns() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        try Self.post(
            [
                Sample.opened(Sample.firstSheet, title: "Overview", by: "NORD\\\\anna", at: "2026-02-11T09:00:00.000Z"),
                Sample.opened(Sample.firstSheet, title: "Overview", by: "NORD\\\\ANNA", at: "2026-02-11T10:00:00.000Z"),
                Sample.opened(Sample.firstSheet, title: "Overview", by: "NORD\\\\olof", at: "2026-02-11T08:00:00.000Z"),
                Sample.opened("private", title: "My own", by: "NORD\\\\olof", at: "2026-02-11T07:00:00.000Z"),
                Sample.viewed("AbCdE", at: "2026-02-11T09:30:00.000Z"),
                Sample.viewed("PqRsT", at: "2026-02-10T09:30:00.000Z"),
                Sample.inventory(Self.sheets),
            ],
            to: server
        )
        let result = try Self.coverage(folder.path)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines[0] == "Sales pulse (\(Sample.app))")
        #expect(lines[1].hasSuffix(", scope app, complete"))
        #expect(lines[2] == "  1 of 2 sheets with the extension, 2 of 5 objects audited, 3 people")
        #expect(
            Array(lines[3...]) == [
                "  Overview (\(Sample.firstSheet)): with the extension, last opened 2026-02-11T10:00:00.000Z by 2 people",
                "    audited                AbCdE  barchart  Sales by region  last event 2026-02-11T09:30:00.000Z",
                "    audited, no event yet  FgHiJ  kpi       Turnover",
                "    never audited          KlMnO  map       Where we sell    excluded-type",
                "    no longer audited      PqRsT  table     Orders           not-listed",
                "  Details (\(Sample.secondSheet)): without the extension, never opened",
                "    never audited  UvWxY  table  Rows  sheet-without-extension",
                "  Opened, but not in the inventory:",
                "    My own (private): last opened 2026-02-11T07:00:00.000Z by 1 person",
            ]
        )
        #expect(server.stop() == 0)
        let app = try #require(try Self.json(folder.path, ["--app", "SALES PULSE"]).first)
        #expect(app["appId"] as? String == Sample.app)
        #expect(app["people"] as? Int == 3)
        #expect(app["cut"] as? Bool == false)
        let beyond = try #require(app["sheetsBeyondInventory"] as? [[String: Any]])
        #expect(beyond.map { $0["id"] as? String } == ["private"])
        let inventory = try #require(app["inventory"] as? [String: Any])
        #expect(inventory["complete"] as? Bool == true)
        let sheets = try #require(inventory["sheets"] as? [[String: Any]])
        #expect(sheets.map { $0["hosts"] as? Bool } == [true, false])
        #expect(sheets.map { $0["people"] as? Int } == [2, 0])
        let objects = try #require(sheets[0]["objects"] as? [[String: Any]])
        #expect(objects.map { $0["audited"] as? Bool } == [true, true, false, false])
        #expect(objects.map { $0["why"] as? String } == [nil, nil, "excluded-type", "not-listed"])
        #expect(objects.map { $0["lastEvent"] is String } == [true, false, false, true])
        #expect(try Self.coverage(folder.path, ["--app", Sample.app.uppercased()]).output == result.output)
    }

    @Test func theNewestInventoryCounts() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let later = Sample.sheet(Sample.firstSheet, "Renamed", hosts: true)
        try Self.post([Sample.inventory(Self.sheets), Sample.inventory(later, name: "Sales pulse 2")], to: server)
        #expect(server.stop() == 0)
        let app = try #require(try Self.json(folder.path).first)
        #expect(app["appName"] as? String == "Sales pulse 2")
        let sheets = try #require(try Self.inventory(folder.path)["sheets"] as? [[String: Any]])
        #expect(sheets.map { $0["title"] as? String } == ["Renamed"])
    }

    @Test func partsBecomeOneInventoryAndAHalfOneReplacesNothing() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        func part(_ number: Int, of count: Int, _ sheets: String, page: String) -> String {
            let more = "\"scope\":\"app\",\"complete\":true,\"part\":\(number),\"parts\":\(count)"
            return Sample.inventory(sheets, more: more, page: page)
        }
        let object = Sample.object("ZzZzZ", "kpi", "More")
        let half = Sample.sheet("half", "Half", hosts: true)
        try Self.post([part(1, of: 2, half, page: "a")], to: server)
        var inventory = try Self.inventory(folder.path)
        #expect(inventory["complete"] as? Bool == false)
        #expect(inventory["parts"] as? Int == 1)
        #expect(inventory["partsAnnounced"] as? Int == 2)
        #expect(try Self.coverage(folder.path).output.contains("only 1 of 2 parts came, incomplete"))
        // Two pages at once, parts of one out of order, a sheet over two parts, and a third page that never ends.
        try Self.post(
            [
                part(2, of: 2, Sample.sheet(Sample.firstSheet, "Overview", hosts: true, object), page: "b"),
                part(1, of: 2, Self.sheets, page: "b"),
                part(1, of: 3, half, page: "c"),
                part(0, of: 2, half, page: "d"), part(3, of: 2, half, page: "d"), part(1, of: 65, half, page: "d"),
            ],
            to: server
        )
        #expect(server.stop() == 0)
        inventory = try Self.inventory(folder.path)
        #expect(inventory["complete"] as? Bool == true)
        let sheets = try #require(inventory["sheets"] as? [[String: Any]])
        #expect(sheets.map { ($0["objects"] as? [Any])?.count } == [5, 1])
    }

    @Test func whatABrowserMadeUpIsBoundedAndEscaped() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let long = String(repeating: "x", count: 5_000)
        let sheets = [
            "1", "null", "{}", "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":\"\(long)\"}", "{\"id\":\"only\"}",
            "{\"id\":\"odd\",\"hosts\":\"yes\",\"objects\":{\"id\":\"a\"},\"title\":5}",
            Sample.sheet(
                "s",
                "\\u001b[31mred\\n\\u202e",
                hosts: true,
                Sample.object("id\\u0007", "kpi", long),
                "5",
                "{\"id\":\"plain\",\"audited\":\"true\"}"
            ),
        ].joined(separator: ",")
        try Self.post(
            [
                Sample.inventory(sheets, more: "\"scope\":\"\\u001b[2J\",\"complete\":1", name: "a\\u001b[0mb"),
                Sample.event("event.coverage.inventory", "[]"),
                Sample.event("event.coverage.inventory", "{\"sheets\":{}}"),
                Sample.event("event.coverage.inventory", "{\"sheets\":[],\"parts\":\"2\"}"),
            ],
            to: server
        )
        #expect(server.stop() == 0)
        let text = try Self.coverage(folder.path)
        #expect(text.status == 0)
        #expect(!text.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        #expect(text.output.contains("\\u{1b}[31mred\\u{a}\\u{202e}"))
        #expect(text.output.contains("scope unknown"))
        #expect(text.output.contains("id\\u{7}"))
        #expect(!text.output.contains(String(repeating: "x", count: 300)))
        let written = try #require(try Self.inventory(folder.path)["sheets"] as? [[String: Any]])
        #expect(written.map { $0["id"] as? String } == ["only", "odd", "s"])
        #expect(written.map { $0["hosts"] as? Bool } == [false, false, true])
        let objects = try #require(written[2]["objects"] as? [[String: Any]])
        #expect(objects.map { $0["audited"] as? Bool } == [true, false])
        #expect((objects[0]["title"] as? String)?.count == 256)
    }

    @Test func aHugeInventoryIsCutAndSaysSo() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let sheets = (0..<1_200).map { "{\"id\":\"s\($0)\",\"objects\":[]}" }.joined(separator: ",")
        let objects = (0..<25_000).map { "{\"id\":\"o\($0)\"}" }.joined(separator: ",")
        try Self.post([Sample.inventory(sheets)], to: server)
        #expect((try Self.inventory(folder.path)["sheets"] as? [Any])?.count == 1_000)
        #expect(try Self.coverage(folder.path).output.contains("There is more than is shown"))
        try Self.post([Sample.inventory("{\"id\":\"s\",\"objects\":[\(objects)]}")], to: server)
        #expect(server.stop() == 0)
        let inventory = try Self.inventory(folder.path)
        #expect(inventory["complete"] as? Bool == false)
        let first = try #require(inventory["sheets"] as? [[String: Any]]).first
        #expect((first?["objects"] as? [Any])?.count == 20_000)
        #expect(try Self.json(folder.path).first?["cut"] as? Bool == true)
    }

    @Test func nothingKnownIsSaidInWords() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        #expect(try Self.coverage(folder.path).output.hasPrefix("Nothing is known of any app"))
        #expect(try Self.json(folder.path).isEmpty)
        try Self.post(
            [Sample.opened(Sample.firstSheet, title: "Overview", by: "NORD\\\\anna", at: "2026-02-11T09:00:00.000Z")],
            to: server
        )
        let text = try Self.coverage(folder.path).output
        #expect(text.contains("No inventory of this app came"))
        #expect(text.contains("Overview (\(Sample.firstSheet)): last opened 2026-02-11T09:00:00.000Z by 1 person"))
        #expect(try Self.json(folder.path).first?["inventory"] is NSNull)
        #expect(try Self.coverage(folder.path, ["--app", "other"]).output.hasPrefix("Nothing is known of this app"))
        #expect(server.stop() == 0)
        let nowhere = try Self.coverage(folder.path + "/none")
        #expect(nowhere.status == 1)
        #expect(nowhere.errors.hasPrefix("vidimus coverage: "))
        #expect(nowhere.errors.split(separator: "\n").count == 1)
    }
}
