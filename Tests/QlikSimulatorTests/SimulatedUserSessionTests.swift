import AuditEvents
import AuditTesting
import QlikSimulator
import Testing

@Suite(.inTurn) struct SimulatedUserSessionTests {
    private static let start: Int64 = 1_770_015_600_000

    /// One person's events with the delays before them.
    private static func events(
        seed: UInt64,
        count: Int,
        speed: Double = 1
    ) -> [(delayMilliseconds: Int64, event: SimulatedEvent)] {
        let site = SimulatedSite()
        var session = SimulatedUserSession(
            site: site,
            user: site.user(Int(seed % 100)),
            seed: seed,
            startMilliseconds: start,
            speed: speed
        )
        return (0..<count).map { _ in session.next() }
    }

    @Test func delaysAddUpToTheTimesOfTheEvents() {
        var time = Self.start
        for (delay, event) in Self.events(seed: 4, count: 1_000) {
            #expect(delay >= 0)
            time += delay
            #expect(event.timestampMilliseconds == time)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func correlationIsTheTransactionInForceOrElseTheDataState(seed: UInt64) {
        var transaction: String?
        var dataState: Int64?
        for (_, event) in Self.events(seed: seed, count: 2_000) {
            let row = event.row
            switch event.type {
            case "navigation.sheet.loaded", "event.bookmark", "event.export.requested", "audit.event":
                let correlated = row.correlationID.flatMap { Int64($0) }
                #expect(correlated != nil, "seed \(seed): \(event.type)")
                // Opening an app or a sheet calculates anew; the others keep the state.
                if event.type == "event.bookmark" || event.type == "event.export.requested" {
                    #expect(correlated == dataState, "seed \(seed): \(event.type)")
                }
                dataState = correlated
            case "selection.state.changed":
                #expect(row.correlationID == row.selectionTxnID)
                #expect(row.selectionTxnID != transaction, "seed \(seed): each selection is a new transaction")
                transaction = row.selectionTxnID
            case "app.model.validated":
                #expect(row.correlationID == row.selectionTxnID)
                transaction = row.selectionTxnID
                if let dataState, let next = row.dataStateID { #expect(next > dataState, "seed \(seed)") }
                dataState = row.dataStateID
            default:
                #expect(row.correlationID == row.selectionTxnID, "seed \(seed): \(event.type)")
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func aScreenshotIsOfTheLastDataStateAndOfAnObjectInView(seed: UInt64) {
        var dataState: Int64?
        var visible: Set<String> = []
        for (_, event) in Self.events(seed: seed, count: 2_000) {
            let row = event.row
            switch event.type {
            case "app.model.validated":
                dataState = row.dataStateID
            case "object.visibility.changed":
                guard let object = row.objectID else { continue }
                if row.visible == true {
                    #expect(visible.insert(object).inserted, "seed \(seed): nothing comes into view twice")
                } else {
                    #expect(visible.remove(object) != nil, "seed \(seed): only what was in view leaves it")
                }
            case "screenshot.url.received":
                #expect(row.dataStateID == dataState, "seed \(seed)")
                #expect(visible.contains(row.objectID ?? ""), "seed \(seed)")
                #expect(row.screenshotURL?.hasPrefix("https://qlik.example.com/analytics/tempcontent/") == true)
            default:
                break
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func aViewLastsFromItsEnteringToItsLeaving(seed: UInt64) {
        var entered: [String: Int64] = [:]
        for (_, event) in Self.events(seed: seed, count: 2_000) {
            let row = event.row
            guard let object = row.objectID else { continue }
            if event.type == "object.visibility.changed", row.visible == true {
                entered[object] = event.timestampMilliseconds
            }
            if event.type == "object.view.duration" {
                let duration = row.durationMilliseconds ?? -1
                #expect(duration >= SimulatedUserSession.shortestViewMilliseconds)
                #expect(entered[object] == event.timestampMilliseconds - duration, "seed \(seed)")
                #expect(row.leftAt == UTCTime(milliseconds: event.timestampMilliseconds).iso8601)
                #expect(row.enteredAt == UTCTime(milliseconds: event.timestampMilliseconds - duration).iso8601)
            }
        }
    }

    @Test func aFasterSessionDoesTheSameThingsInLessTime() {
        let slow = Self.events(seed: 8, count: 300)
        let fast = Self.events(seed: 8, count: 300, speed: 1.5)
        let isView: (SimulatedEvent) -> Bool = { $0.type == "selection.state.changed" }
        #expect(
            slow.map(\.event).filter(isView).map(\.row.selectionDetails).prefix(10)
                == fast.map(\.event).filter(isView).map(\.row.selectionDetails).prefix(10)
        )
        #expect(fast.map(\.delayMilliseconds).reduce(0, +) < slow.map(\.delayMilliseconds).reduce(0, +))
    }

    @Test func objectDataShowsOnlyWhatIsSelected() throws {
        // The chart's own dimension, once selected, has no other values in its data. The person is of the department whose
        // app has that dimension.
        var selected: [String: Set<String>] = [:]
        var checked = 0
        let site = SimulatedSite()
        for (_, event) in Self.events(seed: 4, count: 4_000) {
            let row = event.row
            if event.type == "audit.event" { selected = [:] }
            if event.type == "selection.state.changed" {
                selected = [:]
                for app in site.apps {
                    for field in app.fields where row.selectionDetails?.contains("\"qField\":\"\(field.name)\"") == true
                    {
                        selected[field.name] = Set(field.values.filter { row.selectionDetails?.contains($0) == true })
                    }
                }
            }
            guard let data = row.objectData, data.contains("\"fieldName\":\"Gender\"") else { continue }
            guard let values = selected["Gender"] else { continue }
            for value in ["Female", "Other"] where !values.contains(value) {
                #expect(!data.contains("\"\(value)\""))
                checked += 1
            }
        }
        #expect(checked > 0)
    }
}
