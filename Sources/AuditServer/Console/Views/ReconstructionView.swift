import AuditCatalog
import AuditEvents

/// One session put together again: a timeline, one moment of it, and all its events.
struct ReconstructionView: Sendable {
    let id: String
    let person: String
    let personLink: String?
    let app: String
    let day: String
    let begin: String
    let end: String
    let length: String
    let eventCount: String
    let isCut: Bool
    let gaps: String?
    let drawing: TimelineDrawing
    let screen: ScreenView
    let moment: String
    let momentClock: String
    let momentInput: String
    let instants: String
    let index: Int
    let lastIndex: Int
    let isMoving: Bool
    let earlierLink: String?
    let laterLink: String?
    let path: String
    let zoneField: String?
    let events: [EventRowView]
    let eventsLink: String
    let areEventsCut: Bool

    init(_ timeline: SessionTimeline, screen: ScreenView, instant: UTCTime, request: ConsoleRequest) {
        let session = timeline.session
        let zone = request.zone
        let path = "/console/sessions/\(session.id)"
        let zoneField = request.query["zone"]
        func link(_ time: UTCTime) -> String {
            "\(path)?\(FormFields([("at", "\(time.milliseconds)"), ("zone", zoneField ?? "")]).query)#moment"
        }
        id = "\(session.id)"
        self.path = path
        self.zoneField = zoneField
        person = session.person?.displayName ?? "nobody named"
        personLink = session.person.map { "/console/sessions?\(FormFields([("user", $0.identity)]).query)" }
        app = session.app?.displayName ?? "no app named"
        day = zone.day(session.begin.milliseconds)
        begin = zone.clock(session.begin.milliseconds)
        end = zone.clock(session.end.milliseconds)
        length = Words.duration(session.end.milliseconds - session.begin.milliseconds)
        eventCount = Words.count(session.eventCount, "event", "events")
        isCut = timeline.isCut
        let missing = timeline.gaps.reduce(0) { $0 + $1.count }
        gaps = missing > 0 ? Words.count(Int(missing), "event", "events") : nil
        drawing = TimelineDrawing(timeline, at: instant, zone: zone, link: link)
        self.screen = screen
        moment = zone.text(instant.milliseconds)
        momentClock = zone.clock(instant.milliseconds)
        momentInput = zone.input(instant.milliseconds)
        let all = timeline.instants
        instants = all.map { "\($0.milliseconds)" }.joined(separator: ",")
        index = all.lastIndex { $0 <= instant } ?? 0
        lastIndex = max(0, all.count - 1)
        isMoving = all.count > 1
        earlierLink = all.last { $0 < instant }.map(link)
        laterLink = all.first { $0 > instant }.map(link)
        events = timeline.events.prefix(SessionPages.listedEvents).map {
            EventRowView($0, zone: zone, filter: FormFields())
        }
        areEventsCut = timeline.events.count > SessionPages.listedEvents
        eventsLink =
            "/console/search?"
            + FormFields([
                ("user", session.person?.identity ?? ""), ("app", session.app?.id ?? ""),
                ("from", zone.input(session.begin.milliseconds)), ("to", zone.input(session.end.milliseconds + 1_000)),
                ("zone", zone.name),
            ]).query
    }
}
