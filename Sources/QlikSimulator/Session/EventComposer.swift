import AuditEvents

/// Writes planned events as the envelopes that the existing extension sends.
struct EventComposer: Sendable {
    private let site: SimulatedSite
    private let user: SimulatedUser
    private let screenshots: any ScreenshotSource
    /// `"context":{…}` of every app and sheet for one person, as it never changes.
    private let contexts: [[[UInt8]]]

    init(site: SimulatedSite, user: SimulatedUser, screenshots: any ScreenshotSource) {
        self.site = site
        self.user = user
        self.screenshots = screenshots
        self.contexts = site.apps.map { app in app.sheets.map { Self.context(app, $0, user) } }
    }

    /// Writes `event`, which happens in the app with this index.
    func compose(_ event: PlannedEvent, app: Int, chance: inout SeededGenerator) -> SimulatedEvent {
        var json: [UInt8] = []
        json.reserveCapacity(2_048)
        json += "{\"schemaVersion\":1,\"eventId\":\"".utf8
        chance.uuid().append(to: &json)
        json += "\",\"correlationId\":\"".utf8
        if event.kind.hasTransaction {
            event.transaction.append(to: &json)
        } else {
            json.appendDecimal(event.dataState)
        }
        json += "\",\"timestamp\":\"".utf8
        UTCTime(milliseconds: event.time).appendISO8601(to: &json)
        json += "\",\"type\":\"".utf8
        json += event.kind.type.utf8
        json += "\",\"source\":{\"kind\":\"qlik-sense-extension\",\"name\":\"audit-qs\",\"version\":\"".utf8
        json += SimulatedEvent.extensionVersion.utf8
        json += "\"},\"payload\":{\"timestamp\":\"".utf8
        UTCTime(milliseconds: event.time).appendISO8601(to: &json)
        json += "\",".utf8
        json += contexts[app][event.sheet]
        json += ",\"event\":{\"type\":\"".utf8
        json += event.kind.innerType.utf8
        json.append(UInt8(ascii: "\""))
        let carriesObjectData = appendMembers(of: event, app: site.apps[app], to: &json, &chance)
        json += "}}}".utf8
        return SimulatedEvent(
            type: event.kind.type,
            timestampMilliseconds: event.time,
            carriesObjectData: carriesObjectData,
            bytes: json
        )
    }

    private static func context(_ app: SimulatedApp, _ sheet: SimulatedSheet, _ user: SimulatedUser) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("appId")
        writer.string(app.id.description)
        writer.key("appName")
        writer.string(app.name)
        writer.key("user")
        writer.string(user.identity)
        writer.key("sheetId")
        writer.string(sheet.id.description)
        writer.key("sheetName")
        writer.string(sheet.title)
        writer.key("userAgent")
        writer.string(user.userAgent)
        writer.endObject()
        return Array("\"context\":".utf8) + writer.bytes
    }

    /// Appends what belongs to the kind of event, each member behind a comma; returns whether it is object data.
    private func appendMembers(
        of event: PlannedEvent,
        app: SimulatedApp,
        to json: inout [UInt8],
        _ chance: inout SeededGenerator
    ) -> Bool {
        switch event.kind {
        case .sheetLoaded:
            json.appendMember("sheetId", app.sheets[event.sheet].id)
        case .selectionChanged(let selections):
            json.appendMember("selectionTxnId", event.transaction)
            json.appendSelections(selections, in: app)
        case .modelValidated(let capturesScheduled):
            json.appendMember("selectionTxnId", event.transaction)
            json.appendMember("dataStateId", event.dataState)
            json.appendMember("captureScheduled", capturesScheduled)
        case .becameVisible(let object):
            json.appendVisibility(object, isVisible: true, duration: 0, event.transaction)
        case .becameHidden(let object, let duration):
            json.appendVisibility(object, isVisible: false, duration: duration, event.transaction)
        case .viewed(let object, let entered, let enterTransaction):
            json.appendView(object, entered: entered, enterTransaction: enterTransaction, event)
        case .screenshot(let object, let selections, let hasData):
            appendScreenshot(of: object, in: app, selections, hasData: hasData, event, to: &json, &chance)
            return hasData
        case .unsupported(let object, let trigger):
            json.appendMember("objectId", object.id)
            json.appendMember("vizType", object.kind.rawValue)
            json.appendMember("title", object.title)
            json.appendMember("trigger", trigger)
            json.appendMember("selectionTxnId", event.transaction)
            json.appendMember("dataStateId", event.dataState)
        case .bookmark(let id, let title):
            json.appendMember("bookmarkId", id)
            json.appendMember("title", title)
        case .exportRequested(let object):
            json.appendMember("objectId", object.id)
            json.appendMember("target", "xlsx")
        case .started:
            json.appendMember("note", "extension started")
        }
        return false
    }

    private func appendScreenshot(
        of object: SimulatedObject,
        in app: SimulatedApp,
        _ selections: [SelectedField],
        hasData: Bool,
        _ event: PlannedEvent,
        to json: inout [UInt8],
        _ chance: inout SeededGenerator
    ) {
        let linkID = chance.uuid()
        let nameID = chance.uuid()
        let width = Int(chance.integer(in: 320...960))
        let height = Int(chance.integer(in: 240...720))
        let data = ChartData(object, in: app, selections: selections)
        let isTable = object.kind == .table || object.kind == .pivotTable
        let table = isTable ? TableView(rowCount: data.rows.count, chance: &chance) : nil
        let columns = data.dimensions.count + data.series.count
        let capture = ScreenshotCapture(
            object: object,
            selections: selections,
            user: user,
            linkID: linkID,
            nameID: nameID,
            width: isTable ? max(width, columns * TableView.columnWidth) : width,
            height: table?.pictureHeight ?? height
        )
        let view = ChartView(object: object, data: data, table: table)
        json.appendScreenshot(capture, of: view, at: screenshots.url(of: capture), event)
        json.appendObjectData(hasData ? view : nil, extractedAt: event.time - 400)
    }
}
