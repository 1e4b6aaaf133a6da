import AuditCatalog
import AuditEvents

/// What was on a screen at one moment.
struct ScreenView: Sendable {
    struct Object: Sendable {
        let title: String
        let type: String?
        let since: String
        let duration: String?
        let evidenceLink: String
        let evidence: String
        let picture: PictureView?
        let pictureState: String?
        let pictureLink: String?
        let table: DataTable?
        let dataLink: String?
        let hasNothing: Bool

        init(_ object: VisibleObject, table: DataTable?, zone: DisplayZone) {
            let view = object.view
            title = view.object.displayName
            type = view.object.type
            since = zone.clock(view.begin.milliseconds)
            duration = view.activeMilliseconds.map(Words.duration)
            evidence = "record \(view.evidence)"
            evidenceLink = "/console/events/\(view.evidence)"
            picture = object.picture?.outcome.picture.map { PictureView($0, of: view.object.displayName) }
            pictureState =
                switch object.picture?.outcome {
                case .none, .stored: nil
                case .awaited: "A picture was taken; it is not here yet."
                case .lost(let reason): "A picture was taken, but could not be kept: \(reason)."
                }
            pictureLink = object.picture.map { "/console/events/\($0.evidence)" }
            self.table = table
            dataLink = object.data.map { "/console/events/\($0.evidence)" }
            hasNothing = object.picture == nil && table == nil
        }
    }

    struct Selection: Sendable {
        let field: String
        let values: String
    }

    let sheet: String?
    let sheetLink: String?
    let sheetSince: String?
    let selections: [Selection]
    let hasSelections: Bool
    let areSelectionsKnown: Bool
    let selectionLink: String?
    let objects: [Object]
    let hasObjects: Bool
    let leftOut: String?

    init(_ screen: Screen, objects: [Object], zone: DisplayZone) {
        sheet = screen.visit?.sheet.displayName
        sheetLink = screen.visit.map { "/console/events/\($0.evidence)" }
        sheetSince = screen.visit.map { zone.clock($0.begin.milliseconds) }
        selections = (screen.selections?.fields ?? []).map { Selection(field: $0.field, values: $0.values) }
        hasSelections = !selections.isEmpty
        areSelectionsKnown = screen.selections != nil
        selectionLink = screen.selections.map { "/console/events/\($0.evidence)" }
        self.objects = objects
        hasObjects = !objects.isEmpty
        let rest = screen.objects.count - objects.count
        leftOut = rest > 0 ? "And \(Words.count(rest, "more chart", "more charts"))." : nil
    }
}
