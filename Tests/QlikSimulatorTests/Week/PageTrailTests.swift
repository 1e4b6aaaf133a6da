import AuditTesting
import Foundation
import QlikSimulator
import Testing

/// What holds for every page of a week.
@Suite(.inTurn) struct PageTrailTests {
    private static func pages(_ week: TestWeek) throws -> [[TrailEvent]] {
        try Dictionary(grouping: week.events(), by: \.sessionKey).values.map { $0.sorted { $0.number < $1.number } }
    }

    @Test(arguments: TestWeek.all)
    func numbersHaveNoGapButTheOneThatTheLedgerNames(week: TestWeek) throws {
        var gaps = 0
        for page in try Self.pages(week) {
            let missing = Set(1...(page.last?.number ?? 1)).subtracting(page.map(\.number))
            #expect(page.count + missing.count == page.last?.number)
            let ledger = page.first { $0.type == "audit.event" }
            #expect(missing.isEmpty == (ledger == nil))
            guard let ledger else { continue }
            gaps += 1
            let lost = try #require(ledger.event["lost"] as? [[Int]])
            #expect(lost.count == 1 && Set(lost[0][0]...lost[0][1]) == missing)
            let dropped = try #require(ledger.event["dropped"] as? [String: Int])
            #expect(dropped.values.reduce(0, +) == missing.count)
            #expect(page.last?.event["lost"] as? [[Int]] == lost)
            #expect(ledger.user == WeekStory.loser)
        }
        #expect(gaps == 1)
    }

    @Test(arguments: TestWeek.all)
    func timesGoForwardOnAPageOfOnePersonInOneApp(week: TestWeek) throws {
        for page in try Self.pages(week) {
            #expect(page.map(\.milliseconds) == page.map(\.milliseconds).sorted())
            #expect(Set(page.map(\.user)).count == 1)
            #expect(Set(page.map(\.app)).count == 1)
            #expect(page.first?.type == "event.session.started")
            #expect(page.count { $0.type == "event.coverage.inventory" } == 1)
        }
    }

    @Test(arguments: TestWeek.all)
    func viewsLieWithinTheVisitsOfTheirSheets(week: TestWeek) throws {
        for page in try Self.pages(week) {
            var views: [TrailEvent] = []
            for event in page {
                if event.type == "object.view.duration" {
                    let duration = try event.count("duration")
                    #expect(duration >= 1_000)
                    let span = try event.moment("leftAt") - event.moment("enteredAt")
                    #expect(try span == duration + event.count("pausedMs"))
                    let segments = try #require(event.event["segments"] as? [[String: Any]])
                    #expect(segments.reduce(0) { $0 + ($1["ms"] as? Int ?? 0) } == Int(duration))
                    views.append(event)
                }
                guard event.type == "event.sheet.left" else { continue }
                let (entered, left) = try (event.moment("enteredAt"), event.moment("leftAt"))
                #expect(try left - entered == event.count("duration") + event.count("pausedMs"))
                for view in views {
                    #expect(try view.moment("enteredAt") >= entered)
                    #expect(try view.moment("leftAt") <= left)
                }
                views = []
            }
        }
    }

    @Test(arguments: TestWeek.all)
    func eachSelectionNamesTheOneBeforeAndEveryEventTheOneInForce(week: TestWeek) throws {
        for page in try Self.pages(week) where !page.contains(where: { $0.type == "audit.event" }) {
            var before: String?
            var dataState: Int64 = 0
            for event in page {
                let transaction = event.event["selectionTxnId"] as? String
                switch event.type {
                case "selection.state.changed":
                    #expect(event.event["previousSelectionTxnId"] as? String == before)
                    #expect(transaction != before)
                    before = transaction
                case "app.model.validated":
                    #expect(try event.count("dataStateId") > dataState)
                    dataState = try event.count("dataStateId")
                default:
                    if transaction != nil { #expect(transaction == before) }
                }
            }
        }
    }

    @Test func dataShowsWhatIsSelected() throws {
        var checked = 0
        for page in try Self.pages(TestWeek.all[0]) {
            var regions: Set<String>?
            for event in page {
                if event.type == "selection.state.changed" {
                    let details = try #require(event.event["details"] as? [[String: Any]])
                    let detail = details.first { $0["qField"] as? String == "Region" }
                    regions = (detail?["qSelected"] as? String).map { Set($0.components(separatedBy: ", ")) }
                }
                guard let regions, let data = event.event["objectData"] as? [String: Any],
                    let columns = data["dimensions"] as? [[String: Any]],
                    let column = columns.first(where: { $0["fieldName"] as? String == "Region" }),
                    let values = column["values"] as? [String]
                else { continue }
                #expect(regions.isSuperset(of: values))
                checked += 1
            }
        }
        #expect(checked > 10)
    }
}
