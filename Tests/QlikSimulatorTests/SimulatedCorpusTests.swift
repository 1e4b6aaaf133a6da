import AuditEvents
import AuditTesting
import QlikSimulator
import Testing

@Suite(.inTurn) struct SimulatedCorpusTests {
    private static let seeds: [UInt64] = [0, 1, 0xDEAD_BEEF]

    @Test func oneSeedAlwaysGivesTheSameBytes() {
        let first = Array(SimulatedCorpus(seed: 11, events: 2_000))
        let second = Array(SimulatedCorpus(seed: 11, events: 2_000))
        #expect(first == second)
        #expect(first.count == 2_000)
    }

    @Test func aShorterCorpusIsThePrefixOfALongerOne() {
        let long = Array(SimulatedCorpus(seed: 3, events: 500))
        let short = Array(SimulatedCorpus(seed: 3, events: 200))
        #expect(Array(long.prefix(200)) == short)
    }

    @Test func anotherSeedGivesOtherEvents() {
        #expect(Array(SimulatedCorpus(seed: 1, events: 10)) != Array(SimulatedCorpus(seed: 2, events: 10)))
    }

    @Test(arguments: seeds)
    func everyEventPassesTheServersRules(seed: UInt64) throws {
        let compatibility = VersionCompatibility(serverVersion: "15.0.1")
        var ids: Set<EventID> = []
        for event in SimulatedCorpus(seed: seed, events: 4_000) {
            let envelope = try event.bytes.withUnsafeBytes { bytes in
                try Envelope(decoding: bytes, versionHeader: "0.4.1", compatibility: compatibility)
            }
            #expect(envelope.type.name == event.type, "seed \(seed)")
            #expect(envelope.extensionVersion == "0.4.1")
            #expect(ids.insert(envelope.id).inserted, "seed \(seed): no id comes twice")
            #expect(event.bytes.count < 64 * 1_024)
        }
    }

    @Test func eventsComeInTheOrderOfTimeFromManyPeople() {
        var last: Int64 = .min
        var users: Set<String> = []
        for event in SimulatedCorpus(seed: 9, events: 4_000, users: 30) {
            #expect(event.timestampMilliseconds >= last)
            last = event.timestampMilliseconds
            let row = event.row
            #expect(row.timestampMilliseconds == event.timestampMilliseconds)
            #expect(row.userID?.isEmpty == false)
            #expect(row.userDirectory?.isEmpty == false)
            if let user = row.user { users.insert(user) }
        }
        #expect(users.count == 30)
    }

    @Test(arguments: seeds)
    func aboutOneEventInTenCarriesObjectData(seed: UInt64) {
        let events = Array(SimulatedCorpus(seed: seed, events: 10_000))
        for event in events { #expect((event.row.objectData != nil) == event.carriesObjectData) }
        let share = Double(events.count(where: \.carriesObjectData)) / Double(events.count)
        #expect((0.08...0.12).contains(share), "seed \(seed): \(share)")
    }

    @Test func everyTypeOfEventOccurs() {
        let types = Set(SimulatedCorpus(seed: 1, events: 20_000).map(\.type))
        #expect(
            types == [
                "selection.state.changed", "app.model.validated", "screenshot.url.received", "object.view.duration",
                "event.unsupported.visualization", "navigation.sheet.loaded", "object.visibility.changed",
                "event.bookmark", "event.export.requested", "audit.event",
            ]
        )
    }

    @Test func namesFitTheLimitsOfTheContract() {
        let site = SimulatedSite()
        #expect(site.apps.count == 3)
        for app in site.apps {
            #expect(app.name.unicodeScalars.count < 64)
            for sheet in app.sheets {
                #expect(sheet.title.unicodeScalars.count <= 64)
                #expect(Set(sheet.objects.map(\.id)).count == sheet.objects.count)
                for object in sheet.objects {
                    #expect(object.title.unicodeScalars.count <= 64)
                    #expect(object.dimensions.allSatisfy(app.fields.indices.contains))
                }
            }
        }
        let people = (0..<408).map(site.user)
        #expect(Set(people.map(\.identity)).count == people.count)
        #expect(people.contains { $0.identity.contains("王") })
        #expect(people.contains { $0.identity.contains("å") })
        #expect(people.contains { $0.identity.contains("\\") })
        #expect(Set(people.map(\.userAgent)).count > 3)
    }
}

extension SimulatedEvent {
    /// The event as a row of a destination.
    var row: AuditRow {
        bytes.withUnsafeBytes { AuditRow(envelope: $0, savedPaths: [], tags: .none) }
    }
}
