import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// What a person's screen showed, from a session told by hand.
@Suite(.inTurn) struct TimelineTests {
    private static let begin = RandomHistory.begin

    private static func event(_ second: Int64, _ type: String, _ change: (inout SampleEvent) -> Void = { _ in })
        -> SampleEvent
    {
        var event = SampleEvent(time: begin + second * 1_000, type: type)
        event.user = "NORD\\anna"
        event.appID = RandomHistory.apps[0].0
        event.appName = "Sales"
        event.sheet = "one"
        event.sheetName = "First"
        event.page = "page-1"
        change(&event)
        return event
    }

    private static let session: [SampleEvent] = [
        event(0, "navigation.sheet.loaded") { $0.sequence = 1 },
        event(1, "selection.state.changed") {
            $0.sequence = 2
            $0.selections = [("Region", ["Norrland"])]
        },
        event(12, "event.objectdata.captured") {
            $0.sequence = 3
            $0.object = "chart"
            $0.dataState = 5
            $0.columns = [("Customer", ["Nordwind AB", "Hansa"]), ("Sum", ["12", "13"])]
        },
        event(13, "screenshot.url.received") {
            $0.sequence = 4
            $0.object = "chart"
            $0.title = "Top customers"
            $0.dataState = 5
            $0.awaitsPicture = true
        },
        event(40, "object.view.duration") {
            $0.sequence = 6
            $0.object = "chart"
            $0.begin = begin + 10_000
            $0.duration = 30_000
            $0.dataState = 5
        },
        event(41, "navigation.sheet.loaded") {
            $0.sequence = 7
            $0.sheet = "two"
            $0.sheetName = "Second"
        },
        event(50, "selection.state.changed") {
            $0.sequence = 8
            $0.sheet = "two"
            $0.sheetName = "Second"
            $0.selections = []
        },
    ]

    private static func catalog(in place: CatalogPlace) async throws -> Catalog {
        var records = session.enumerated().map { $0.element.record($0.offset) }
        records.append(OwnSamples.outcome(of: 3, at: records.count, isStored: true))
        return try await place.caughtUp(with: FixedJournal(records))
    }

    @Test func aScreenShowsSheetSelectionsObjectsDataAndPicture() async throws {
        let place = try CatalogPlace()
        let catalog = try await Self.catalog(in: place)
        let sessions = try await catalog.sessions(SessionQuery(user: "ANNA")).sessions
        let session = try #require(sessions.first)
        #expect(sessions.count == 1 && session.eventCount == Self.session.count && session.person?.userID == "anna")
        let timeline = try #require(try await catalog.reconstruction(session.id))
        let screen = timeline.screen(at: UTCTime(milliseconds: Self.begin + 20_000))
        #expect(screen.visit?.sheet.displayName == "First")
        #expect(screen.selections?.fields.map(\.values) == ["Norrland"])
        let object = try #require(screen.objects.first)
        #expect(object.view.object.name == "Top customers" && object.view.activeMilliseconds == 30_000)
        #expect(
            object.data?.evidence == JournalOffset(2) && object.data?.rowCount == 2 && object.data?.columnCount == 2
        )
        #expect(object.picture?.outcome.picture?.sha256 == OwnSamples.sha256)
        let later = timeline.screen(at: UTCTime(milliseconds: Self.begin + 45_000))
        #expect(later.visit?.sheet.displayName == "Second" && later.objects.isEmpty)
        #expect(timeline.screen(at: UTCTime(milliseconds: Self.begin + 55_000)).selections?.fields.isEmpty == true)
        #expect(timeline.gaps == [SequenceGap(pageKey: "page-1", first: 5, last: 5)])
        #expect(!timeline.isCut && timeline.events.count == Self.session.count)
    }

    @Test func aSightingHasItsViewAndItsPicture() async throws {
        let place = try CatalogPlace()
        let catalog = try await Self.catalog(in: place)
        let page = try await catalog.whoSaw(SightingQuery(.value("NORDWIND ab", field: "customer", match: .exact)))
        let sighting = try #require(page.sightings.first)
        #expect(page.sightings.count == 1 && page.people.count == 1)
        #expect(sighting.kind == .data && sighting.evidence == JournalOffset(2))
        #expect(sighting.activeMilliseconds == 30_000 && sighting.viewEvidence == JournalOffset(4))
        #expect(sighting.picture?.picture?.sha256 == OwnSamples.sha256)
        let selected = try await catalog.whoSaw(SightingQuery(.value("norrland", field: nil, match: .words)))
        #expect(selected.sightings.map(\.kind) == [.selection])
        let ofObject = try await catalog.whoSaw(SightingQuery(.object("CHART", app: nil)))
        #expect(ofObject.sightings.map(\.evidence) == [JournalOffset(4), JournalOffset(3), JournalOffset(2)])
        #expect(ofObject.people.first?.activeMilliseconds == 30_000)
        let ofApp = try await catalog.whoSaw(SightingQuery(.app(RandomHistory.apps[0].0)))
        #expect(ofApp.sightings.map(\.kind) == [.visit, .visit] && ofApp.people.first?.count == 1)
        let detail = try #require(try await catalog.event(JournalOffset(3)))
        #expect(detail.ownRecords == [JournalOffset(7)] && detail.previous == JournalOffset(2) && detail.sequence == 4)
    }

    @Test func figuresAddUp() async throws {
        let place = try CatalogPlace()
        let catalog = try await Self.catalog(in: place)
        let day = Day(of: UTCTime(milliseconds: Self.begin))
        let objects = try await catalog.usage(UsageQuery(.objects, from: day, to: day))
        #expect(objects.rows.map(\.thing.displayName) == ["Top customers"])
        #expect(objects.rows.first?.activeMilliseconds == 30_000 && objects.rows.first?.trend == [1])
        let sheets = try await catalog.usage(UsageQuery(.sheets, from: day, to: day, order: .views))
        #expect(Set(sheets.rows.map(\.thing.displayName)) == ["First", "Second"])
        let apps = try await catalog.usage(UsageQuery(.apps, from: day, to: day))
        #expect(apps.rows.map(\.people) == [1])
        let overview = try await catalog.overview(at: UTCTime(milliseconds: Self.begin + 60_000))
        #expect(overview.pictures == PictureCounts(awaited: 0, stored: 1, lost: 0) && overview.missingCount == 1)
        #expect(overview.apps.first?.eventsLastDay == Self.session.count && overview.apps.first?.peopleToday == 1)
        #expect(overview.activity.last == Self.session.count)
    }
}
