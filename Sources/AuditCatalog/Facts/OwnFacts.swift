import AuditEvents
import AuditJournal

/// What the catalog keeps of one record of the server itself.
struct OwnFacts: Sendable, Hashable {
    /// Type of the record.
    var type: String

    /// The event that it is about; nil for records about the server.
    var event: JournalOffset?

    /// What it says of that event's screenshot.
    var outcome: PictureOutcome?

    /// Type of the record about an id that came again with other content.
    static let conflict = "audit.conflict"
    /// Begins the types of records about screenshots.
    static let screenshotPrefix = "screenshot."

    private static let firstOffset = JSONKey("firstOffset")
    private static let eventOffset = JSONKey("eventOffset")
    private static let picture = JSONKey("picture")
    private static let sha256 = JSONKey("sha256")
    private static let fileExtension = JSONKey("extension")
    private static let width = JSONKey("width")
    private static let height = JSONKey("height")
    private static let reason = JSONKey("reason")

    /// Reads an own record; nil for every other record.
    init?(_ record: JournalRecord, scanner: JSONScanner) {
        guard record.kind == .own else { return nil }
        type = CatalogText.cut(record.ownType ?? "own")
        let type = type
        guard type == Self.conflict || type.hasPrefix(Self.screenshotPrefix) else { return }
        let read = record.bytes.withUnsafeBytes { bytes in
            // Only bytes that nobody wrote with this type fail here, and they say nothing.
            try? scanner.withDocument(of: bytes) { document -> (event: JournalOffset?, outcome: PictureOutcome?) in
                let key = type == Self.conflict ? Self.firstOffset : Self.eventOffset
                let event = document.root[key]?.exactInteger.flatMap { offset -> JournalOffset? in
                    guard offset >= 0, UInt64(offset) < record.offset.rawValue else { return nil }
                    return JournalOffset(UInt64(offset))
                }
                return (event, Self.outcome(document.root, type: type, record: record.offset))
            }
        }
        guard let read, let event = read.event else { return }
        self.event = event
        outcome = read.outcome
    }

    private static func outcome(_ root: JSONValue, type: String, record: JournalOffset) -> PictureOutcome? {
        switch type {
        case "screenshot.pending": return .awaited
        case "screenshot.lost": return CatalogText.text(root[reason]).map { .lost(reason: $0) }
        case "screenshot.stored":
            guard let image = root[picture], let sha256 = image[sha256]?.string, sha256.utf8.count == 64,
                sha256.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
                let name = image[fileExtension]?.string, (1...8).contains(name.utf8.count),
                name.utf8.allSatisfy({ (0x61...0x7A).contains($0) }),
                let width = root[width]?.exactInteger, let height = root[height]?.exactInteger
            else { return nil }
            return .stored(
                CatalogPicture(
                    sha256: sha256,
                    fileExtension: name,
                    width: Int(clamping: width),
                    height: Int(clamping: height),
                    record: record
                )
            )
        default: return nil
        }
    }
}
