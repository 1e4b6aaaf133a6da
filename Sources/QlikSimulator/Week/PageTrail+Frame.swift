import AuditEvents

/// The first and the last events of a page, and what of the app is audited.
extension PageTrail {
    /// Opens the app on a sheet, and looks at it until the app is listed, too.
    mutating func open(sheet first: Int) {
        sheet = first
        visitEntered = clock
        var json = begin("event.session.started", "session.started", isFraming: true)
        json.appendMember("scope", place.scope.reach)
        json.appendMember("senseVersion", "14.254.6")
        json.appendMember("tzOffsetMin", Int64(place.zoneOffsetMinutes))
        json.appendMember("settingsHash", "9c41f0d27be3")
        json.appendMember("notice", "badge")
        json += ",\"collects\":[\"navigation\",\"selections\",\"durations\",\"screenshots\",\"objectdata\"]".utf8
        json.appendMember("dataStateId", dataState)
        end(json, "event.session.started")
        wait(60...400)
        dataState = max(dataState + 1, clock)
        tellSelections(before: nil, cause: "initial")
        enter(sheet: first, from: nil, trigger: "open")
        look(milliseconds: chance.integer(in: 5_200...6_400))
        tellInventory()
    }

    /// Closes the page.
    mutating func close() {
        leave(for: nil, reason: "pagehide")
        var json = begin("event.session.ended", "session.ended")
        json.appendMember("reason", "pagehide")
        json.appendMember("lost", ranges: lostNumbers)
        end(json, "event.session.ended")
    }

    private mutating func tellInventory() {
        var writer = JSONWriter()
        writer.beginArray()
        for sheet in place.app.sheets {
            writer.beginObject()
            writer.write("id", sheet.id.description)
            writer.write("title", sheet.title)
            writer.write("hosts", place.scope.hosts(sheet))
            writer.key("objects")
            writer.beginArray()
            for object in sheet.objects {
                writer.beginObject()
                writer.write("id", object.id)
                writer.write("type", object.kind.rawValue)
                writer.write("title", object.title)
                let reason = place.scope.whyNot(object, on: sheet)
                writer.write("audited", reason == nil)
                if let reason { writer.write("why", reason) }
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        var json = begin("event.coverage.inventory", "coverage.inventory", isFraming: true)
        json.appendMember("scope", place.scope.reach)
        json.appendMember("complete", true)
        json.appendKey("sheets")
        json += writer.bytes
        end(json, "event.coverage.inventory")
    }
}
