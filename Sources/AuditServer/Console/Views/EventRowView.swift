import AuditCatalog
import AuditEvents
import Mustache

/// One event in a list.
struct EventRowView: Sendable {
    struct Place: Sendable {
        let name: String
        let link: String
        let kind: String
    }

    let link: String
    let offset: String
    let day: String
    let clock: String
    let type: String
    let label: String
    let isOwn: Bool
    let person: String?
    let personLink: String?
    let places: [Place]
    let selections: String?
    let duration: String?
    let hasData: Bool
    let picture: PictureView?
    let pictureState: String?

    /// Shows an event; `filter` is what links narrow down further.
    init(_ event: EventSummary, zone: DisplayZone, filter: FormFields) {
        let fresh = filter.setting("after", nil)
        func narrowed(_ name: String, _ value: String) -> String {
            "/console/search?\(fresh.setting(name, value).query)"
        }
        link = "/console/events/\(event.offset)"
        offset = "\(event.offset)"
        day = zone.day(event.time.milliseconds)
        clock = zone.clock(event.time.milliseconds)
        type = event.type
        label = EventWords.label(of: event.type)
        isOwn = event.isOwn
        person = event.person?.displayName
        personLink = event.person.map { narrowed("user", $0.identity) }
        var places: [Place] = []
        if let app = event.app {
            places.append(Place(name: app.displayName, link: narrowed("app", app.id), kind: "app"))
        }
        if let sheet = event.sheet {
            places.append(Place(name: sheet.displayName, link: narrowed("sheet", sheet.id), kind: "sheet"))
        }
        if let object = event.object {
            places.append(Place(name: object.displayName, link: narrowed("object", object.id), kind: "chart"))
        }
        self.places = places
        selections = event.selections.map { Words.short($0, 160) }
        duration = event.durationMilliseconds.map(Words.duration)
        hasData = event.hasData
        picture = event.picture?.picture.map { PictureView($0, of: event.object?.displayName ?? "the screen") }
        pictureState =
            switch event.picture {
            case .none, .stored: nil
            case .awaited: "picture awaited"
            case .lost(let reason): "no picture: \(reason)"
            }
    }
}

extension EventRowView: MustacheParent {
    /// Without reflection, because pages have many of these.
    func child(named name: String) -> Any? {
        switch name {
        case "link": link
        case "offset": offset
        case "day": day
        case "clock": clock
        case "type": type
        case "label": label
        case "isOwn": isOwn
        case "person": person
        case "personLink": personLink
        case "places": places
        case "selections": selections
        case "duration": duration
        case "hasData": hasData
        case "picture": picture
        case "pictureState": pictureState
        default: nil
        }
    }
}

extension EventRowView.Place: MustacheParent {
    /// Without reflection, because pages have many of these.
    func child(named name: String) -> Any? {
        switch name {
        case "name": name
        case "link": link
        case "kind": kind
        default: nil
        }
    }
}
