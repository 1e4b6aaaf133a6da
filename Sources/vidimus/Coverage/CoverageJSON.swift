import AuditEvents

/// Writes what is known of an app as one JSON object, for programs; texts are kept as they are.
enum CoverageJSON {
    /// The object without a line break.
    static func bytes(about app: AppCoverage) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("appId", app.id)
        writer.write("appName", app.name)
        writer.write("people", app.people.count)
        writer.key("inventory")
        if let inventory = app.inventories.newest {
            write(inventory, of: app, to: &writer)
        } else {
            writer.null()
        }
        writer.key("sheetsBeyondInventory")
        writer.beginArray()
        let others =
            app.inventories.newest.map(app.sheetsBeyond)
            ?? app.sheets.byID.sorted { $0.key < $1.key }.map { (id: $0.key, sighting: $0.value) }
        for (id, sighting) in others {
            writer.beginObject()
            writer.write("id", id)
            writer.write("title", sighting.name)
            write(sighting, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.write("cut", app.isCut)
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ inventory: AppInventory, of app: AppCoverage, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.write("receivedAt", time: inventory.receivedAtMilliseconds)
        writer.write("scope", inventory.scope)
        writer.write("complete", inventory.isComplete)
        writer.write("parts", inventory.parts.count)
        writer.write("partsAnnounced", inventory.partCount)
        writer.key("sheets")
        writer.beginArray()
        for sheet in inventory.sheets {
            writer.beginObject()
            writer.write("id", sheet.id)
            writer.write("title", sheet.title)
            writer.write("hosts", sheet.hostsExtension)
            write(app.sheets.byID[sheet.id], to: &writer)
            writer.key("objects")
            writer.beginArray()
            for object in sheet.objects { write(object, of: app, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ object: InventoryObject, of app: AppCoverage, to writer: inout JSONWriter) {
        let last = app.objects.byID[object.id]?.lastMilliseconds
        writer.beginObject()
        writer.write("id", object.id)
        writer.write("type", object.type)
        writer.write("title", object.title)
        writer.write("audited", object.isAudited)
        writer.write("why", object.reason)
        writer.write("lastEvent", time: last)
        writer.endObject()
    }

    private static func write(_ sighting: BoundedSightings.Sighting?, to writer: inout JSONWriter) {
        writer.write("lastOpened", time: sighting?.lastMilliseconds)
        writer.write("people", sighting?.people.count ?? 0)
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ key: String, time milliseconds: Int64?) {
        write(key, milliseconds.map { UTCTime(milliseconds: $0).iso8601 })
    }
}
