import AuditJournal
import AuditTesting

/// A history of events that follows from a seed: few people and apps, so that everything meets everything.
struct RandomHistory {
    static let people = ["UserDirectory=LAB; UserId=anna", "NORD\\erik", "maria@firm.example", "NORD\\Anna", "José Ñ"]
    static let apps = [
        ("5e0c7a41-93d2-4f6b-8a17-2c64d9be0f35", "Sales"), ("a3d8175c-6e02-4b9f-9c74-e81b05f62d4a", "Risk"),
    ]
    static let sheets = ["s-one", "s-two", "S-Three"]
    static let objects = ["Abc", "dEf", "ghi", "jkl"]
    static let fields = ["Customer", "Region", "Näme"]
    static let values = [
        "Nordwind AB", "Nordwind", "AB", "Luleå", "12", "1 204,50", "2026-Q3", "\"quoted\" OR x*",
        "O'Brien; DROP TABLE",
        "Åre – Östersund", "(a) AND (b)", "münchen",
    ]
    static let types = [
        "navigation.sheet.loaded", "selection.state.changed", "object.view.duration", "screenshot.url.received",
        "event.objectdata.captured", "app.model.validated", "event.sheet.left", "event.bookmark",
    ]
    static let begin: Int64 = 1_794_000_000_000

    private var generator: SeededGenerator

    /// Makes `count` events.
    static func events(seed: UInt64, count: Int) -> [SampleEvent] {
        var history = RandomHistory(generator: SeededGenerator(seed: seed))
        var time = begin
        return (0..<count).map { _ in
            time += Int64(history.random(history.random(20) == 0 ? 40_000_000 : 60_000))
            return history.event(at: time)
        }
    }

    private mutating func random(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random(elements.count)] }

    private mutating func event(at time: Int64) -> SampleEvent {
        // Some come late, by minutes or by hours.
        let late = [0, 0, 0, 0, 0, 0, 500_000, 30_000_000][random(8)]
        var event = SampleEvent(time: time - Int64(late), type: pick(Self.types))
        event.isErased = random(40) == 0
        if random(15) > 0 { event.user = pick(Self.people) }
        if random(15) > 0 {
            let app = pick(Self.apps)
            event.appID = random(10) == 0 ? app.0.uppercased() : app.0
            event.appName = random(6) == 0 ? "\(app.1) \(random(3))" : app.1
        } else if random(2) == 0 {
            event.appName = "Nameless"
        }
        if random(6) > 0 {
            event.sheet = pick(Self.sheets)
            event.sheetName = "Sheet \(random(3))"
        }
        if random(3) > 0 { event.object = pick(Self.objects) }
        if random(3) > 0 {
            event.page = "page-\(random(6))"
            event.sequence = Int64(1 + random(60))
        }
        switch event.type {
        case "selection.state.changed":
            event.selections = (0..<random(3)).map { _ in
                (pick(Self.fields), (0..<(1 + random(3))).map { _ in pick(Self.values) })
            }
        case "object.view.duration", "event.sheet.left":
            event.duration = Int64(random(100_000))
            event.begin = event.time - Int64(random(200_000))
        case "screenshot.url.received", "event.objectdata.captured":
            event.awaitsPicture = event.type == "screenshot.url.received"
            if event.awaitsPicture, event.object != nil { event.title = "Title \(random(4))" }
            event.dataState = Int64(random(5))
            if random(4) > 0 {
                event.columns = (0..<(1 + random(2))).map { _ in
                    (pick(Self.fields), (0..<random(5)).map { _ in pick(Self.values) })
                }
            }
        default: break
        }
        return event
    }
}
