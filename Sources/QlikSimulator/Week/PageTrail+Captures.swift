/// Pictures and data of what is looked at: one chart at a time, in the extension's rhythm.
extension PageTrail {
    /// A chart is looked at so long before it is captured.
    private static let viewedMilliseconds: Int64 = 2_000
    /// Between two captures of a page.
    private static let paceMilliseconds: Int64 = 3_000

    /// Looks at the sheet; meanwhile its charts are captured.
    mutating func look(milliseconds: Int64) {
        let end = clock + milliseconds
        while let index = views.firstIndex(where: { !$0.isCaptured }) {
            let earliest = max(clock, captureReady, views[index].entered + Self.viewedMilliseconds)
            let time = earliest + chance.integer(in: 90...600)
            guard time < end else { break }
            clock = time
            captureReady = time + Self.paceMilliseconds
            views[index].isCaptured = true
            capture(views[index].object)
        }
        clock = end
    }

    /// Exports what is seen into a file; `object` is nil when it is the whole sheet.
    ///
    /// Not told by our extension, which cannot know; sites post such events with tools of their own.
    mutating func export(_ object: SimulatedObject?, as target: String) {
        var json = begin("event.export.requested", "export.requested")
        if let object {
            json.appendMember("objectId", object.id)
            json.appendMember("objectName", object.title)
            json.appendMember("objectType", object.kind.rawValue)
        }
        json.appendMember("target", target)
        json.appendMember("selectionTxnId", transaction)
        json.appendMember("dataStateId", dataState)
        end(json, "event.export.requested")
    }

    private mutating func capture(_ object: SimulatedObject) {
        let data = ChartData(object, in: place.app, selections: selections)
        let isTable = object.kind == .table || object.kind == .pivotTable
        let table = isTable ? TableView(rowCount: data.rows.count, fitting: place.member.visibleRows) : nil
        let view = ChartView(object: object, data: data, table: table)
        let isPictured = place.scope.pictured.contains(object.title)
        if isPictured, object.kind.isSupported, picturesLeft > 0 {
            picturesLeft -= 1
            tellPicture(of: view)
            return
        }
        var json = begin("event.objectdata.captured", "objectdata")
        json.appendMember("objectId", object.id)
        json.appendMember("objectType", object.kind.rawValue)
        json.appendMember("objectName", object.title)
        json.appendMember("selectionTxnId", transaction)
        json.appendMember("dataStateId", dataState)
        json.appendMember("trigger", trigger)
        json.appendTrailData(of: view, extractedAt: clock)
        end(json, "event.objectdata.captured", carriesObjectData: true)
        if isPictured, !object.kind.isSupported { tellUnsupported(object) }
    }

    private var trigger: String { selections.isEmpty ? "sheet" : "selection" }

    private mutating func tellPicture(of view: ChartView) {
        let object = view.object
        let columns = view.data.dimensions.count + view.data.series.count
        let width = Int(chance.integer(in: 520...880))
        let capture = ScreenshotCapture(
            object: object,
            selections: selections,
            user: place.member.user,
            linkID: ids.uuid(),
            nameID: ids.uuid(),
            width: max(width, columns * TableView.columnWidth),
            height: view.table?.pictureHeight ?? width * 9 / 16
        )
        var json = begin("screenshot.url.received", "screenshot")
        json.appendMember("objectId", object.id)
        json.appendMember("selectionTxnId", transaction)
        json.appendMember("dataStateId", dataState)
        json.appendMember("trigger", trigger)
        json.appendMember("objectName", object.title)
        json.appendMember("objectType", object.kind.rawValue)
        json.appendMember("screenshotUrl", place.screenshots.url(of: capture))
        json.appendMember("format", "png")
        json.appendMember("width", Int64(capture.width))
        json.appendMember("height", Int64(capture.height))
        if let table = view.table {
            json.appendCrop(table, width: capture.width)
        } else {
            json.appendMember("cropUnknown", true)
        }
        json.appendTrailData(of: view, extractedAt: clock)
        end(json, "screenshot.url.received", carriesObjectData: true)
    }

    private mutating func tellUnsupported(_ object: SimulatedObject) {
        guard toldUnsupported.insert(object.id).inserted else { return }
        var json = begin("event.unsupported.visualization", "unsupported.visualization")
        json.appendMember("objectId", object.id)
        json.appendMember("vizType", object.kind.rawValue)
        json.appendMember("title", object.title)
        json.appendMember("trigger", "no-export-support")
        json.appendMember("selectionTxnId", transaction)
        json.appendMember("dataStateId", dataState)
        json += ",\"lost\":[\"screenshot\"]".utf8
        end(json, "event.unsupported.visualization")
    }
}
