/// Sheets that are shown and left, and the charts that come into view with them.
extension PageTrail {
    /// Goes on to another sheet.
    mutating func turn(to next: Int) {
        let before = sheet
        leave(for: next, reason: "sheet")
        wait(150...700)
        visitEntered = clock
        enter(sheet: next, from: before, trigger: "navigation")
    }

    /// Scrolls: down to the charts at the bottom of the sheet, or up again.
    mutating func scroll() {
        let objects = audited
        guard objects.count > SimulatedSheet.visibleAtOnce, let first = views.first else { return }
        let isAtTop = first.object.id == objects[0].id
        let count = SimulatedSheet.visibleAtOnce
        let visible = isAtTop ? objects.suffix(count) : objects.prefix(count)
        let staying = Set(visible.map(\.id))
        wait(200...600)
        for view in views where !staying.contains(view.object.id) { tellView(view, reason: "scroll") }
        views.removeAll { !staying.contains($0.object.id) }
        let present = Set(views.map(\.object.id))
        views += visible.filter { !present.contains($0.id) }.map { OpenView($0, showing: shown, at: clock) }
        let order = Dictionary(uniqueKeysWithValues: objects.enumerated().map { ($0.element.id, $0.offset) })
        views.sort { order[$0.object.id, default: 0] < order[$1.object.id, default: 0] }
    }

    /// Another tab is in front for a while.
    mutating func pause(milliseconds: Int64) {
        for index in views.indices { views[index].pause(from: clock, until: clock + milliseconds) }
        visitPaused += milliseconds
        clock += milliseconds
    }

    /// Shows a sheet; the visit began at ``visitEntered``.
    mutating func enter(sheet next: Int, from previous: Int?, trigger: String) {
        sheet = next
        visitPaused = 0
        wait(120...600)
        let visible = audited
        var json = begin("navigation.sheet.loaded", "sheet.loaded", isFraming: true)
        json.appendMember("sheetId", currentSheet.id)
        if let previous {
            json.appendMember("previousSheetId", place.app.sheets[previous].id)
        } else {
            json += ",\"previousSheetId\":null".utf8
        }
        json.appendMember("trigger", trigger)
        json.appendMember("auditedObjects", Int64(visible.count))
        json.appendMember("dataStateId", dataState)
        end(json, "navigation.sheet.loaded")
        wait(30...200)
        views = visible.prefix(SimulatedSheet.visibleAtOnce).map { OpenView($0, showing: shown, at: clock) }
    }

    /// Ends all views and the visit.
    mutating func leave(for next: Int?, reason: String) {
        for view in views { tellView(view, reason: reason) }
        views = []
        var json = begin("event.sheet.left", "sheet.left")
        json.appendMember("sheetId", currentSheet.id)
        json.appendMember("enteredAt", time: visitEntered)
        json.appendMember("leftAt", time: clock)
        json.appendMember("duration", clock - visitEntered - visitPaused)
        json.appendMember("pausedMs", visitPaused)
        json.appendMember("reason", reason)
        if let next {
            json.appendMember("nextSheetId", place.app.sheets[next].id)
        } else {
            json += ",\"nextSheetId\":null".utf8
        }
        end(json, "event.sheet.left")
    }

    /// The charts of the sheet that are audited.
    private var audited: [SimulatedObject] {
        let sheet = currentSheet
        return sheet.objects.filter { place.scope.whyNot($0, on: sheet) == nil }
    }

    /// A chart went out of view now; glimpses are not told.
    private mutating func tellView(_ view: OpenView, reason: String) {
        var view = view
        view.lap(at: clock)
        guard view.duration >= SimulatedUserSession.shortestViewMilliseconds else { return }
        var json = begin("object.view.duration", "view.duration")
        json.appendMember("objectId", view.object.id)
        json.appendMember("objectType", view.object.kind.rawValue)
        json.appendMember("enteredAt", time: view.entered)
        json.appendMember("leftAt", time: clock)
        json.appendMember("duration", view.duration)
        json.appendMember("pausedMs", view.paused)
        json.appendMember("visible", false)
        json.appendMember("reason", reason)
        json.appendMember("selectionTxnId", view.shown.transaction)
        json.appendMember("enterSelectionTxnId", view.enterTransaction)
        json.appendMember("leaveSelectionTxnId", view.shown.transaction)
        json.appendMember("dataStateId", view.shown.dataState)
        json.appendKey("segments")
        for (index, segment) in view.segments.enumerated() {
            json += (index > 0 ? ",{\"selectionTxnId\":\"" : "[{\"selectionTxnId\":\"").utf8
            segment.shown.transaction.append(to: &json)
            json.append(UInt8(ascii: "\""))
            json.appendMember("dataStateId", segment.shown.dataState)
            json.appendMember("ms", segment.milliseconds)
            json.append(UInt8(ascii: "}"))
        }
        json += "],\"recovered\":false".utf8
        end(json, "object.view.duration")
    }
}
