import AuditEvents

/// The JSON of `simulator/catalogue.json`: apps, sheets, objects, fields, people.
enum DemoCatalogue {
    /// How many people a page can choose from.
    private static let userCount = 12

    /// Writes what there is at a site.
    static func bytes(of site: SimulatedSite) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("users")
        writer.beginArray()
        for number in 0..<userCount { writer.string(site.user(number).identity) }
        writer.endArray()
        writer.key("apps")
        writer.beginArray()
        for app in site.apps { write(app, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ app: SimulatedApp, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.write("id", app.id.description)
        writer.write("name", app.name)
        writer.key("fields")
        writer.beginArray()
        for field in app.fields {
            writer.beginObject()
            writer.write("name", field.name)
            writer.write("values", field.values)
            writer.endObject()
        }
        writer.endArray()
        writer.key("sheets")
        writer.beginArray()
        for sheet in app.sheets {
            writer.beginObject()
            writer.write("id", sheet.id.description)
            writer.write("title", sheet.title)
            writer.key("objects")
            writer.beginArray()
            for object in sheet.objects { write(object, of: app, to: &writer) }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    private static func write(_ object: SimulatedObject, of app: SimulatedApp, to writer: inout JSONWriter) {
        let model = ValueModel(app)
        writer.beginObject()
        writer.write("id", object.id)
        writer.write("type", object.kind.rawValue)
        writer.write("title", object.title)
        writer.write("exportable", object.kind.isSupported)
        writer.write("dimensions", object.dimensions.map { app.fields[$0].name })
        writer.key("measures")
        writer.beginArray()
        for label in object.measures { writer.writeMeasure(label, model.unit(of: label)) }
        writer.endArray()
        writer.endObject()
    }
}

extension JSONWriter {
    /// Writes what a page is told of a measure.
    mutating func writeMeasure(_ label: String, _ unit: SimulatedMeasure.Unit) {
        beginObject()
        write("label", label)
        switch unit {
        case .money: write("unit", "money")
        case .count: write("unit", "count")
        case .percent: write("unit", "percent")
        }
        endObject()
    }
}
