import AuditEvents

/// Larger members in the form of our extension.
extension [UInt8] {
    /// Appends numbers as closed ranges, such as `[[3,5]]`.
    mutating func appendMember(_ name: StaticString, ranges: [ClosedRange<Int64>]) {
        appendKey(name)
        self += "[\(ranges.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ","))]".utf8
    }

    /// Appends `objectData`, by column, with the rows in view; texts are those that a picture shows.
    mutating func appendTrailData(of view: ChartView, extractedAt: Int64) {
        let data = view.data
        let total = data.rows.count
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("schemaVersion", 1)
        writer.write("objectType", view.object.kind.rawValue)
        writer.write("extractedAt", UTCTime(milliseconds: extractedAt).iso8601)
        writer.write("mode", view.object.kind == .pivotTable ? "P" : "S")
        writer.key("visibleRange")
        writer.beginObject()
        writer.write("rowStart", view.rows.lowerBound)
        writer.write("rowEnd", view.rows.upperBound)
        writer.write("colStart", 0)
        writer.write("colEnd", data.dimensions.count + data.series.count)
        writer.write("source", view.table == nil ? "data-page" : "scroll-state")
        writer.endObject()
        writer.write("totalRows", total)
        writer.key("dimensions")
        writer.beginArray()
        for (column, field) in data.dimensions.enumerated() {
            writer.beginObject()
            writer.write("fieldName", field.name)
            writer.write("label", field.name)
            writer.write("values", view.rows.map { data.text(row: $0, dimension: column) })
            writer.endObject()
        }
        writer.endArray()
        writer.key("measures")
        writer.beginArray()
        for series in data.series {
            writer.beginObject()
            writer.write("label", series.label)
            writer.write("values", view.rows.map { NumberText.full(series.hundredths[$0], series.unit) })
            writer.endObject()
        }
        writer.endArray()
        writer.write("truncated", view.rows.count < total ? ["rows"] : [])
        writer.write("redacted", [])
        writer.endObject()
        appendKey("objectData")
        self += writer.bytes
    }
}
