import AuditEvents

/// A page of an app in one person's browser, and the events that our extension sends from it.
///
/// A value without a clock: whoever plans calls what the person does next, and each call lets the time of the page go on.
/// The events have the session key of the page and numbers without gaps.
struct PageTrail {
    /// What never changes on a page.
    struct Place {
        let app: SimulatedApp
        let scope: AuditScope
        let member: StaffMember
        /// Minutes to add to local time for UTC, as a browser says it.
        let zoneOffsetMinutes: Int
        let screenshots: any ScreenshotSource
    }

    /// The contract that the extension speaks, as its envelopes say.
    static let contractLevel = "0.4.0"

    let place: Place
    /// What was recorded, in the order of its numbers.
    private(set) var events: [SimulatedEvent] = []
    /// The time on the page, in milliseconds since 1970-01-01 UTC.
    var clock: Int64
    /// Decides what is left to chance.
    var chance: SeededGenerator
    /// Makes the ids, so that other ids change nothing else.
    var ids: SeededGenerator

    /// Index of the sheet that is shown.
    var sheet = 0
    var visitEntered: Int64
    var visitPaused: Int64 = 0
    var views: [OpenView] = []
    var selections: [SelectedField] = []
    var transaction: SimulatedUUID
    var dataState: Int64
    /// From when on the next chart may be captured.
    var captureReady: Int64
    /// How many more pictures may be taken.
    var picturesLeft = 0
    /// Charts that were told to be unsupported, which happens once.
    var toldUnsupported: Set<String> = []

    private let sessionKey: SimulatedUUID
    private var sequence: Int64 = 0
    /// What of the events never arrived: the numbers, and how many of each type.
    private var lost: (numbers: ClosedRange<Int64>, types: [String: Int])?
    private let context: [UInt8]

    /// Opens a page at `start`.
    init(_ place: Place, start: Int64, chance: SeededGenerator, ids: SeededGenerator) {
        self.place = place
        self.chance = chance
        self.ids = ids
        clock = start
        visitEntered = start
        dataState = start
        captureReady = start
        sessionKey = self.ids.uuid()
        transaction = self.ids.uuid()
        var context: [UInt8] = []
        context += "\"context\":{\"appId\":\"\(place.app.id)\"".utf8
        context.appendMember("appName", place.app.name)
        context.appendMember("user", place.member.user.identity)
        context.appendMember("userAgent", place.member.user.userAgent)
        context.appendMember("sessionKey", sessionKey)
        context += ",\"client\":\"vidimus/0.1.0\",\"platform\":\"client-managed\",\"mode\":\"analysis\"".utf8
        self.context = context
    }

    /// The selections and the data on screen.
    var shown: OpenView.Shown { OpenView.Shown(transaction: transaction, dataState: dataState) }

    /// The sheet that is shown.
    var currentSheet: SimulatedSheet { place.app.sheets[sheet] }

    /// Lets time go by in which nothing is captured.
    mutating func wait(_ milliseconds: ClosedRange<Int64>) { clock += chance.integer(in: milliseconds) }

    // MARK: Events

    /// Begins an event that happens now; its own members follow, each with a comma in front.
    ///
    /// `isFraming` events correlate with the data state, all others with the selections in force.
    mutating func begin(_ type: String, _ innerType: String, isFraming: Bool = false) -> [UInt8] {
        sequence += 1
        var json: [UInt8] = []
        json.reserveCapacity(1_536)
        json += "{\"schemaVersion\":1,\"eventId\":\"".utf8
        ids.uuid().append(to: &json)
        json += "\",\"correlationId\":\"".utf8
        if isFraming { json.appendDecimal(dataState) } else { transaction.append(to: &json) }
        json.append(UInt8(ascii: "\""))
        json.appendMember("timestamp", time: clock)
        json.appendMember("type", type)
        json += ",\"source\":{\"kind\":\"qlik-sense-extension\",\"version\":\"\(Self.contractLevel)\"}".utf8
        json += ",\"payload\":{\"timestamp\":\"".utf8
        UTCTime(milliseconds: clock).appendISO8601(to: &json)
        json += "\",".utf8
        json += context
        json.appendMember("sheetId", currentSheet.id)
        json.appendMember("sheetName", currentSheet.title)
        json.appendMember("seq", sequence)
        json += "},\"event\":{\"type\":\"\(innerType)\"".utf8
        return json
    }

    /// Records an event that ``begin(_:_:isFraming:)`` began.
    mutating func end(_ json: [UInt8], _ type: String, carriesObjectData: Bool = false) {
        events.append(
            SimulatedEvent(
                type: type,
                timestampMilliseconds: clock,
                carriesObjectData: carriesObjectData,
                bytes: json + Array("}}}".utf8)
            )
        )
    }

    // MARK: Losses

    /// The numbers of what was lost.
    var lostNumbers: [ClosedRange<Int64>] { lost.map { [$0.numbers] } ?? [] }

    /// The browser's storage was full: the last so many events never leave it, once on a page.
    mutating func loseLatest(_ count: Int) {
        precondition(lost == nil && count > 0 && events.count > count, "a page loses something once, and not all")
        let types = Dictionary(events.suffix(count).map { ($0.type, 1) }, uniquingKeysWith: +)
        events.removeLast(count)
        lost = (sequence - Int64(count) + 1...sequence, types)
    }

    /// Tells which numbers were lost, as the extension's ledger does.
    mutating func reportLosses() {
        guard let lost else { return }
        let sent = events.count
        var json = begin("audit.event", "client.health", isFraming: true)
        json += ",\"level\":\"warn\",\"sent\":\(sent),\"retried\":4,\"dead\":0,\"dropped\":{".utf8
        let types = lost.types.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
        json += types.joined(separator: ",").utf8
        json += "},\"dropReasons\":{\"evicted\":\(lost.numbers.count)}".utf8
        json.appendMember("lost", ranges: lostNumbers)
        json += ",\"circuit\":\"closed\",\"lastStatus\":202,\"internalErrors\":0".utf8
        end(json, "audit.event")
    }
}
