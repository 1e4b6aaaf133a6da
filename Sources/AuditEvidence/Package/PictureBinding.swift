import AuditEvents

/// What a `screenshot.stored` record says: the pictures of which event were stored.
///
/// Source: `docs/formats/screenshot-records.md`.
struct PictureBinding: Sendable, Hashable {
    /// One picture, by the hash of its bytes.
    struct Picture: Sendable, Hashable {
        /// Name in a package.
        let name: String
        let sha256: String
        let fileExtension: String
        let byteCount: Int
    }

    static let recordType = "screenshot.stored"

    let eventOffset: UInt64
    /// The picture, the download where it was cropped, the one below a band of facts, in this order.
    let pictures: [Picture]

    private let eventID: String

    private static let members = [JSONKey("picture"), JSONKey("original"), JSONKey("metadataPicture")]
    private static let eventOffsetKey = JSONKey("eventOffset")
    private static let eventIDKey = JSONKey("eventId")
    private static let sha256Key = JSONKey("sha256")
    private static let byteCountKey = JSONKey("byteCount")
    private static let extensionKey = JSONKey("extension")

    /// Reads the content of such a record; nil when it lacks something.
    init?(content: String) {
        do throws(EvidenceReadError) {
            guard let binding = try StrictJSON.read(Array(content.utf8), Self.read) else { return nil }
            self = binding
        } catch {
            return nil
        }
    }

    /// Whether this is the id of the event, as it is written.
    func isOf(_ id: EventID) -> Bool { eventID.utf8.elementsEqual(id.description.utf8) }

    private init(eventOffset: UInt64, eventID: String, pictures: [Picture]) {
        self.eventOffset = eventOffset
        self.eventID = eventID
        self.pictures = pictures
    }

    private static func read(_ root: JSONValue) -> PictureBinding? {
        guard root.kind == .object, let event = StrictJSON.plainNumber(root[eventOffsetKey]) else { return nil }
        var pictures: [Picture] = []
        for (number, key) in members.enumerated() {
            guard let value = root[key] else {
                // Only the first must be there.
                if number == 0 { return nil }
                continue
            }
            guard let picture = picture(value) else { return nil }
            pictures.append(picture)
        }
        return PictureBinding(
            eventOffset: event,
            eventID: StrictJSON.shownText(root[eventIDKey]),
            pictures: pictures
        )
    }

    private static func picture(_ value: JSONValue) -> Picture? {
        guard let byteCount = StrictJSON.plainNumber(value[byteCountKey]) else { return nil }
        let sha256 = StrictJSON.shownText(value[sha256Key])
        let fileExtension = StrictJSON.shownText(value[extensionKey])
        let name = "\(PackageNames.picturePrefix)\(sha256).\(fileExtension)"
        guard PackageNames.isPicture(name) else { return nil }
        return Picture(name: name, sha256: sha256, fileExtension: fileExtension, byteCount: Int(clamping: byteCount))
    }
}
