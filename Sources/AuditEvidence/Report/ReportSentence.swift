import AuditEvents

/// An event in a few words.
enum ReportSentence {
    static func text(of row: AuditRow) -> String {
        let who = row.user ?? "Somebody"
        let object = row.objectID.map { "object \($0)" } ?? "an object"
        let place = row.sheetName.map { " on sheet \($0)" } ?? ""
        switch EventType(row.eventType) {
        case .objectViewDuration:
            let seconds = row.durationMilliseconds.map { " for \(Self.seconds($0))" } ?? ""
            return "\(who) had \(object) in view\(seconds)\(place)"
        case .screenshotURLReceived: return "A picture of \(object) was taken\(place), as \(who) saw it"
        case .selectionStateChanged: return "\(who) changed the selections\(place)"
        case .sheetLoaded: return "\(who) opened sheet \(row.sheetName ?? row.sheetID ?? "?")"
        case .visibilityChanged:
            let change = row.visible.map { $0 ? "came into view" : "left the view" } ?? "came into or left the view"
            return "For \(who), \(object) \(change)\(place)"
        case .unsupportedVisualization: return "\(object) could not be recorded in full\(place), for \(who)"
        case .appModelValidated: return "The app was calculated anew for \(who)"
        case .bookmark: return "\(who) used a bookmark\(place)"
        case .generic, .other, nil: return "\(who): \(row.eventType)\(place)"
        }
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        let tenths = (milliseconds.magnitude + 50) / 100
        return "\(milliseconds < 0 ? "-" : "")\(tenths / 10).\(tenths % 10) s"
    }
}
