import AuditDestinations
import AuditEvents
import AuditJournal

/// Which events a person asked for; nil leaves a field open.
struct EventFilter {
    /// The whole identity or the user id, compared without letter case.
    var user: String?
    /// App id or app name, compared without letter case.
    var app: String?
    /// Sheet id or sheet name, compared without letter case.
    var sheet: String?
    /// Object id, compared without letter case.
    var object: String?
    /// The exact event type.
    var type: String?
    /// First moment, milliseconds since 1970 UTC.
    var from: Int64?
    /// First moment that is too late.
    var to: Int64?
    /// Ids of the wanted events; empty leaves the field open.
    var eventIDs: Set<EventID> = []
    /// Whether all of the server's own records are wanted.
    var includesOwnRecords = false

    /// Own records that are evidence about events and always listed.
    static let listedOwnTypes = ["audit.conflict", "screenshot."]

    func includes(_ line: EventLine) -> Bool {
        if line.record.kind == .own, !includesOwnRecords,
            !Self.listedOwnTypes.contains(where: line.type.hasPrefix)
        {
            return false
        }
        if let type, line.type != type { return false }
        if let from, line.milliseconds < from { return false }
        if let to, line.milliseconds >= to { return false }
        if let user, !Self.matches(user, [line.row?.user, line.row?.userID]) { return false }
        if let app, !Self.matches(app, [line.row?.appID, line.row?.appName]) { return false }
        if let sheet, !Self.matches(sheet, [line.row?.sheetID, line.row?.sheetName]) { return false }
        if let object, !Self.matches(object, [line.row?.objectID]) { return false }
        if !eventIDs.isEmpty, !eventIDs.contains(line.outcome?.eventID ?? line.record.eventID) { return false }
        return true
    }

    private static func matches(_ wanted: String, _ values: [String?]) -> Bool {
        let wanted = wanted.lowercased()
        return values.contains { $0?.lowercased() == wanted }
    }
}
