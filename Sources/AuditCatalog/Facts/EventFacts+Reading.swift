import AuditEvents
import AuditJournal

extension EventFacts {
    /// Parts of a view that are kept.
    static let maximumSegments = 64

    /// A number above this is none: no page sends so many events.
    static let maximumSequence: Int64 = 1_000_000_000

    /// A looking time above this is cut: no view lasts longer than a month.
    static let maximumMilliseconds: Int64 = 31 * 86_400_000

    private static let timestamp = JSONKey("timestamp")
    private static let type = JSONKey("type")
    private static let payload = JSONKey("payload")
    private static let context = JSONKey("context")
    private static let event = JSONKey("event")
    private static let appID = JSONKey("appId")
    private static let appName = JSONKey("appName")
    private static let user = JSONKey("user")
    private static let sheetID = JSONKey("sheetId")
    private static let sheetName = JSONKey("sheetName")
    private static let sessionKey = JSONKey("sessionKey")
    private static let sequence = JSONKey("seq")
    private static let objectID = JSONKey("objectId")
    private static let objectName = JSONKey("objectName")
    private static let title = JSONKey("title")
    private static let objectType = JSONKey("objectType")
    private static let visualization = JSONKey("vizType")
    private static let enteredAt = JSONKey("enteredAt")
    private static let leftAt = JSONKey("leftAt")
    private static let duration = JSONKey("duration")
    private static let dataState = JSONKey("dataStateId")
    private static let details = JSONKey("details")
    private static let objectData = JSONKey("objectData")
    private static let segments = JSONKey("segments")
    private static let milliseconds = JSONKey("ms")

    /// Reads the envelope of a record; nil for records without one.
    init?(_ record: JournalRecord, scanner: JSONScanner) {
        guard record.kind == .envelope else { return nil }
        let received = record.facts.receivedAtMilliseconds
        let facts = record.bytes.withUnsafeBytes { bytes in
            // What was stored is JSON; should it ever not be, its reception alone is known.
            try? scanner.withDocument(of: bytes) { EventFacts($0.root, received: received) }
        }
        self = facts ?? EventFacts(time: max(0, received), type: "unknown")
    }

    private init(_ root: JSONValue, received: Int64) {
        let time = Self.moment(root[Self.timestamp]) ?? received
        self.init(time: max(0, time), type: Self.scalarText(root[Self.type]) ?? "unknown")
        guard let payload = root[Self.payload] else { return }
        if let context = payload[Self.context] { read(context: context) }
        if let event = payload[Self.event] { read(event: event) }
    }

    private mutating func read(context: JSONValue) {
        for (key, value) in context.members {
            if key.isString(equalTo: Self.appID) {
                app = CatalogText.text(value)
            } else if key.isString(equalTo: Self.appName) {
                appName = CatalogText.text(value)
            } else if key.isString(equalTo: Self.user) {
                identity = UserIdentity(value.string).user.map { CatalogText.cut($0) }
            } else if key.isString(equalTo: Self.sheetID) {
                sheet = CatalogText.text(value)
            } else if key.isString(equalTo: Self.sheetName) {
                sheetName = CatalogText.text(value)
            } else if key.isString(equalTo: Self.sessionKey) {
                page = CatalogText.text(value)
            } else if key.isString(equalTo: Self.sequence) {
                sequence = value.exactInteger.flatMap { (1...Self.maximumSequence).contains($0) ? $0 : nil }
            }
        }
        app = app ?? appName
    }

    private mutating func read(event: JSONValue) {
        object = CatalogText.text(event[Self.objectID])
        dataState = Self.integer(event[Self.dataState])
        objectType = CatalogText.text(event[Self.objectType]) ?? CatalogText.text(event[Self.visualization])
        if let data = event[Self.objectData], data.kind == .object {
            self.data = DataFacts(data)
            objectType = CatalogText.text(data[Self.objectType]) ?? objectType
        }
        switch type {
        case EventType.objectViewDuration.name:
            readView(event)
            if let parts = event[Self.segments], parts.kind == .array { readSegments(parts) }
        case EventType.selectionStateChanged.name:
            selections = SelectionFacts(event[Self.details])
        case EventType.screenshotURLReceived.name:
            objectTitle = CatalogText.text(event[Self.objectName])
        case EventType.unsupportedVisualization.name:
            objectTitle = CatalogText.text(event[Self.title])
        case EventType.sheetLoaded.name:
            adopt(sheet: CatalogText.text(event[Self.sheetID]))
        case Self.sheetLeft:
            adopt(sheet: CatalogText.text(event[Self.sheetID]))
            readView(event)
        case InventoryFacts.eventType:
            inventory = InventoryFacts(event)
        default: break
        }
    }

    /// Name of the event that reports the end of a visit.
    static let sheetLeft = "event.sheet.left"

    /// An event about a sheet names it itself; the context may be that of the next sheet already.
    private mutating func adopt(sheet id: String?) {
        guard let id, id != sheet else { return }
        sheetName = nil
        sheet = id
    }

    private mutating func readView(_ event: JSONValue) {
        begin = Self.moment(event[Self.enteredAt]).map { max(0, $0) }
        end = Self.moment(event[Self.leftAt]).map { max(0, $0) }
        milliseconds = event[Self.duration].flatMap { value in
            value.exactInteger ?? value.double.flatMap { $0 >= 0 && $0 < 1e15 ? Int64($0) : nil }
        }.map { min(max(0, $0), Self.maximumMilliseconds) }
    }

    private mutating func readSegments(_ parts: JSONValue) {
        for part in parts.elements {
            guard segments.count < Self.maximumSegments else { return }
            guard let length = part[Self.milliseconds]?.exactInteger, length >= 0 else { continue }
            segments.append(
                ObjectView.Segment(
                    dataState: Self.integer(part[Self.dataState]),
                    milliseconds: min(length, Self.maximumMilliseconds)
                )
            )
        }
    }

    private static func moment(_ value: JSONValue?) -> Int64? {
        guard let text = value?.string else { return nil }
        return UTCTime(dateTime: text)?.milliseconds
    }

    /// A type may be sent as the one element of an array, which validation takes for the text itself.
    private static func scalarText(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        if value.kind == .array {
            var elements = value.elements
            guard let first = elements.next(), elements.next() == nil else { return nil }
            return CatalogText.text(first)
        }
        return CatalogText.text(value)
    }

    /// A number that is an integer, or digits in a string.
    private static func integer(_ value: JSONValue?) -> Int64? {
        guard let value else { return nil }
        if value.kind == .number { return value.exactInteger }
        guard let text = value.string, text.utf8.first != UInt8(ascii: "+") else { return nil }
        return Int64(text)
    }
}
