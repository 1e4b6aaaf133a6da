import AuditEvents

/// The values behind a chart and the selections of an event, as tables.
enum ReportData {
    /// Rows of a table that are shown; all are in the record.
    private static let maximumRows = 200

    private static let payloadKey = JSONKey("payload")
    private static let eventKey = JSONKey("event")
    private static let dataKey = JSONKey("objectData")
    private static let detailsKey = JSONKey("details")
    private static let columnKeys = [JSONKey("dimensions"), JSONKey("measures")]
    private static let labelKey = JSONKey("label")
    private static let fieldNameKey = JSONKey("fieldName")
    private static let valuesKey = JSONKey("values")
    private static let fieldKey = JSONKey("qField")
    private static let selectedKey = JSONKey("qSelected")

    /// Writes the tables of an event; nothing for other contents.
    static func write(_ content: String, to html: inout HTMLWriter) {
        do throws(EvidenceReadError) {
            let tables = try StrictJSON.read(Array(content.utf8)) { root in
                let event = root[payloadKey]?[eventKey]
                return (selections(event?[detailsKey]), columns(event?[dataKey]))
            }
            if !tables.0.isEmpty {
                html.markup("<table><caption>Selections</caption><tr><th>Field</th><th>Selected</th></tr>")
                for row in tables.0.prefix(maximumRows) { writeRow(row, "td", to: &html) }
                html.markup("</table>")
            }
            writeColumns(tables.1, to: &html)
        } catch {
            // What is no JSON has no tables; it is shown as received.
        }
    }

    private struct Column {
        let label: String
        let values: [String]
    }

    private static func writeColumns(_ columns: [Column], to html: inout HTMLWriter) {
        let rows = columns.map(\.values.count).max() ?? 0
        guard rows > 0 else { return }
        html.markup("<table><caption>Values behind the object</caption>")
        writeRow(columns.map(\.label), "th", to: &html)
        for row in 0..<min(rows, maximumRows) {
            writeRow(columns.map { row < $0.values.count ? $0.values[row] : "" }, "td", to: &html)
        }
        html.markup("</table>")
        if rows > maximumRows { html.element("p", "\(rows - maximumRows) more rows are in the record.") }
    }

    private static func writeRow(_ cells: [String], _ element: String, to html: inout HTMLWriter) {
        html.markup("<tr>")
        for cell in cells { html.element(element, cell) }
        html.markup("</tr>")
    }

    private static func selections(_ details: JSONValue?) -> [[String]] {
        guard let details else { return [] }
        return details.elements.map { entry in
            [StrictJSON.shownText(entry[fieldKey]), StrictJSON.shownText(entry[selectedKey])]
        }
    }

    private static func columns(_ data: JSONValue?) -> [Column] {
        columnKeys.flatMap { key -> [Column] in
            guard let list = data?[key] else { return [] }
            return list.elements.map { column in
                let label = StrictJSON.shownText(column[labelKey])
                var values: [String] = []
                if let cells = column[valuesKey] {
                    for cell in cells.elements { values.append(StrictJSON.shownText(cell)) }
                }
                return Column(label: label.isEmpty ? StrictJSON.shownText(column[fieldNameKey]) : label, values: values)
            }
        }
    }
}
