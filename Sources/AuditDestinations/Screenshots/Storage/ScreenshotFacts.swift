import AuditEvents
import AuditJournal
import Pictures

/// What of an event is needed to fetch its picture, to name its files and to fill the band above it.
package struct ScreenshotFacts: Sendable, Hashable {
    /// Name of the files, without suffixes and extension.
    package let name: ObjectDataName
    /// When the event happened: its timestamp, else its reception; nil when the timestamp means nothing.
    package let moment: UTCTime?
    /// `eventId` as sent.
    package let eventID: String?
    /// `correlationId` as sent.
    package let correlationID: String?
    /// `payload.event.selectionTxnId`.
    package let selectionTxnID: String?
    /// `payload.context.user`.
    package let user: String?
    /// `payload.context.appId`.
    package let appID: String?
    /// `payload.context.appName`.
    package let appName: String?
    /// `payload.context.sheetName`.
    package let sheetName: String?
    /// `payload.event.objectId`.
    package let objectID: String?
    /// `payload.event.screenshotUrl`.
    package let url: String?
    /// `payload.event.duration`, nil when it is no number.
    package let durationMilliseconds: Double?
    /// What the user saw of the picture; nil when the event doesn't say.
    package let crop: CropRequest?

    private static let timestampKey = JSONKey("timestamp")
    private static let payloadKey = JSONKey("payload")
    private static let eventKey = JSONKey("event")
    private static let durationKey = JSONKey("duration")
    private static let cropKey = JSONKey("crop")
    private static let widthKey = JSONKey("width")
    private static let heightKey = JSONKey("height")
    private static let topKey = JSONKey("top")
    private static let leftKey = JSONKey("left")
    private static let scrollTopKey = JSONKey("scrollTop")
    private static let offsetKey = JSONKey("scrollAreaOffsetY")
    private static let overflowKey = JSONKey("renderingOverflow")

    /// Reads an envelope; bytes that are no JSON, which no validated envelope has, give facts without any of its fields.
    ///
    /// - Parameters:
    ///   - bytes: The envelope as received.
    ///   - receivedMilliseconds: When it was received; stands in for a missing timestamp.
    package init(envelope bytes: [UInt8], receivedMilliseconds: Int64) {
        // Only bytes that nobody validated fail here; their facts are empty by contract.
        let facts = bytes.withUnsafeBytes { bytes in
            try? JSONScanner().withDocument(of: bytes) { document in
                ScreenshotFacts(root: document.root, receivedMilliseconds: receivedMilliseconds)
            }
        }
        self = facts ?? ScreenshotFacts(root: nil, receivedMilliseconds: receivedMilliseconds)
    }

    /// Reads an envelope that was scanned.
    private init(root: JSONValue?, receivedMilliseconds: Int64) {
        let row = root.map { AuditRow(root: $0, savedPaths: [], tags: .none) }
        let timestamp = root?[Self.timestampKey]?.string.flatMap { $0.isEmpty ? nil : $0 }
        moment = ObjectDataName.moment(
            timestamp,
            row?.timestampMilliseconds,
            receivedMilliseconds: receivedMilliseconds
        )
        name = ObjectDataName(
            timestamp: timestamp,
            timestampMilliseconds: row?.timestampMilliseconds,
            receivedMilliseconds: receivedMilliseconds,
            eventID: row?.eventID,
            correlationID: row?.correlationID
        )
        eventID = row?.eventID
        correlationID = row?.correlationID
        selectionTxnID = row?.selectionTxnID
        user = row?.user
        appID = row?.appID
        appName = row?.appName
        sheetName = row?.sheetName
        objectID = row?.objectID
        url = row?.screenshotURL
        let event = root?[Self.payloadKey]?[Self.eventKey]
        durationMilliseconds = event?[Self.durationKey]?.double.flatMap { $0.isFinite ? $0 : nil }
        crop = event?[Self.cropKey].flatMap { Self.crop($0) }
    }

    private static func crop(_ value: JSONValue) -> CropRequest? {
        CropRequest(
            width: value[widthKey]?.double,
            height: value[heightKey]?.double,
            top: value[topKey]?.double,
            left: value[leftKey]?.double,
            scrollTop: value[scrollTopKey]?.double,
            scrollAreaOffsetY: value[offsetKey]?.double,
            renderingOverflow: value[overflowKey]?.double
        )
    }
}
