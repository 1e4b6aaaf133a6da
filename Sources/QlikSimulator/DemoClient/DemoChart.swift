import AuditEvents

/// The JSON of `simulator/data`: the rows of a chart.
enum DemoChart {
    /// Writes what a chart shows with some selections.
    static func bytes(of request: DemoRequest) -> [UInt8] {
        let data = ChartData(request.object, in: request.app, selections: request.selections)
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("app", request.app.id.description)
        writer.write("object", request.object.id)
        writer.write("type", request.object.kind.rawValue)
        writer.write("title", request.object.title)
        writer.key("dimensions")
        writer.beginArray()
        for field in data.dimensions {
            writer.beginObject()
            writer.write("field", field.name)
            writer.endObject()
        }
        writer.endArray()
        writer.key("measures")
        writer.beginArray()
        for series in data.series { writer.writeMeasure(series.label, series.unit) }
        writer.endArray()
        writer.key("rows")
        writer.beginArray()
        for row in data.rows.indices { write(row, of: data, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ row: Int, of data: ChartData, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.write("labels", data.dimensions.indices.map { data.text(row: row, dimension: $0) })
        writer.key("elements")
        writer.beginArray()
        for element in data.rows[row] { writer.integer(Int64(element)) }
        writer.endArray()
        writer.write("texts", data.series.map { NumberText.full($0.hundredths[row], $0.unit) })
        writer.key("numbers")
        writer.beginArray()
        for series in data.series { writer.raw(decimal(series.hundredths[row]).utf8) }
        writer.endArray()
        writer.endObject()
    }

    /// Hundredths as a JSON number, exactly.
    private static func decimal(_ hundredths: Int64) -> String {
        let size = hundredths.magnitude
        let cents = size % 100
        let whole = (hundredths < 0 ? "-" : "") + "\(size / 100)"
        return cents == 0 ? whole : whole + "." + (cents < 10 ? "0" : "") + "\(cents)"
    }
}
