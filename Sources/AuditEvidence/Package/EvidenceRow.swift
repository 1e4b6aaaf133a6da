import AuditEvents

/// One proven record as a row of the table that both verifiers print.
package struct EvidenceRow: Sendable, Hashable, CustomStringConvertible {
    /// Names of the cells.
    package static let header = "offset\treceived\ttype\tuser\tapp\tsheet\tobject\tpicture"

    /// Id under which the record is stored; nil for an erased one.
    let eventID: EventID?
    private let cells: [String]

    private static let typeKey = JSONKey("type")
    private static let payloadKey = JSONKey("payload")
    private static let contextKey = JSONKey("context")
    private static let eventKey = JSONKey("event")
    private static let userKey = JSONKey("user")
    private static let appNameKey = JSONKey("appName")
    private static let appIDKey = JSONKey("appId")
    private static let sheetNameKey = JSONKey("sheetName")
    private static let sheetIDKey = JSONKey("sheetId")
    private static let objectIDKey = JSONKey("objectId")
    private static let eventOffsetKey = JSONKey("eventOffset")
    private static let pictureKey = JSONKey("picture")
    private static let sha256Key = JSONKey("sha256")

    init(_ record: EvidenceRecord) {
        let place = ["\(record.offset)", UTCTime(milliseconds: record.receivedAt).iso8601]
        switch record.body {
        case .erased:
            eventID = nil
            cells = place + ["erased", "", "", "", "", ""]
        case .whole(let id, _, let facts, let content):
            eventID = EventID(id)
            let ownType = facts[EvidenceRecord.factCount - 1]
            let shown: [String]
            do throws(EvidenceReadError) {
                shown = try StrictJSON.read(Array(content.utf8)) { root in
                    ownType.map { Self.ownCells(root, type: $0) } ?? Self.eventCells(root)
                }
            } catch {
                shown = [ownType ?? "", "", "", "", "", ""]
            }
            cells = place + shown
        }
    }

    /// The cells with tabs between them, safe for a terminal.
    package var description: String {
        cells.map { SanitizedText.escape($0) }.joined(separator: "\t")
    }

    private static func eventCells(_ root: JSONValue) -> [String] {
        let payload = root[payloadKey]
        let context = payload?[contextKey]
        let text = StrictJSON.shownText
        let appName = text(context?[appNameKey])
        let sheetName = text(context?[sheetNameKey])
        return [
            text(root[typeKey]),
            text(context?[userKey]),
            appName.isEmpty ? text(context?[appIDKey]) : appName,
            sheetName.isEmpty ? text(context?[sheetIDKey]) : sheetName,
            text(payload?[eventKey]?[objectIDKey]),
            "",
        ]
    }

    private static func ownCells(_ root: JSONValue, type: String) -> [String] {
        let event = StrictJSON.shownText(root[eventOffsetKey])
        return [
            type, "", "", "",
            event.isEmpty ? "" : "record \(event)",
            StrictJSON.shownText(root[pictureKey]?[sha256Key]),
        ]
    }
}
