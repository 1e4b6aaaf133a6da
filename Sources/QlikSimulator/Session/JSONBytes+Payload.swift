/// The larger parts of payloads.
extension [UInt8] {
    /// Appends `details`, one item for each field with selections.
    mutating func appendSelections(_ selections: [SelectedField], in app: SimulatedApp) {
        appendKey("details")
        append(UInt8(ascii: "["))
        for (index, selection) in selections.enumerated() {
            let field = app.fields[selection.field]
            if index > 0 { append(UInt8(ascii: ",")) }
            self += "{\"qField\":".utf8
            appendString(field.name)
            appendMember("qSelectedCount", Int64(selection.values.count))
            appendMember("qTotal", Int64(field.values.count))
            appendMember("qStateName", "$")
            appendMember("qSelected", selection.values.map { field.values[$0] }.joined(separator: ", "))
            append(UInt8(ascii: "}"))
        }
        append(UInt8(ascii: "]"))
    }

    /// Appends the members of `object.visibility.changed`.
    mutating func appendVisibility(
        _ object: SimulatedObject,
        isVisible: Bool,
        duration: Int64,
        _ transaction: SimulatedUUID
    ) {
        appendMember("objectId", object.id)
        appendMember("visible", isVisible)
        appendMember("duration", duration)
        appendMember("selectionTxnId", transaction)
    }

    /// Appends the members of `object.view.duration`; the view ends with the event.
    mutating func appendView(
        _ object: SimulatedObject,
        entered: Int64,
        enterTransaction: SimulatedUUID,
        _ event: PlannedEvent
    ) {
        appendMember("objectId", object.id)
        appendMember("enteredAt", time: entered)
        appendMember("leftAt", time: event.time)
        appendMember("duration", event.time - entered)
        appendMember("visible", false)
        appendMember("selectionTxnId", event.transaction)
        appendMember("enterSelectionTxnId", enterTransaction)
        appendMember("leaveSelectionTxnId", event.transaction)
        appendMember("dataStateId", event.dataState)
    }

    /// Appends the members of `screenshot.url.received` but for the object data; `url` needs no escaping.
    mutating func appendScreenshot(
        _ capture: ScreenshotCapture,
        of view: ChartView,
        at url: String,
        _ event: PlannedEvent
    ) {
        let object = capture.object
        appendMember("screenshotUrl", url)
        appendMember("selectionTxnId", event.transaction)
        appendMember("objectId", object.id)
        appendMember("objectName", object.title)
        appendMember("objectType", object.kind.rawValue)
        appendMember("dataStateId", event.dataState)
        appendMember("format", "png")
        appendMember("width", Int64(capture.width))
        appendMember("height", Int64(capture.height))
        if let table = view.table { appendCrop(table, width: capture.width) }
    }

    /// Appends `crop`: what of the picture of a table is in view.
    mutating func appendCrop(_ table: TableView, width: Int) {
        self += ",\"crop\":{\"top\":0,\"left\":0".utf8
        appendMember("width", Int64(width))
        appendMember("height", Int64(table.height))
        // Browsers measure in fractions of pixels.
        self += ".5".utf8
        appendMember("scrollTop", Int64(table.scrollTop))
        appendMember("scrollAreaOffsetY", Int64(TableLayout.bodyTop))
        appendMember("renderingOverflow", Int64(table.overflow))
        append(UInt8(ascii: "}"))
    }

    /// Appends `objectData`, which is what is in view, or null when there is none.
    mutating func appendObjectData(_ view: ChartView?, extractedAt: Int64) {
        appendKey("objectData")
        guard let view else {
            self += "null".utf8
            return
        }
        let data = view.data
        self += "{\"schemaVersion\":1".utf8
        appendMember("objectType", view.object.kind.rawValue)
        appendMember("extractedAt", time: extractedAt)
        self += ",\"visibleRange\":{\"rowStart\":".utf8
        appendDecimal(Int64(view.rows.lowerBound))
        appendMember("rowEnd", Int64(view.rows.upperBound))
        self += ",\"colStart\":0".utf8
        appendMember("colEnd", Int64(data.dimensions.count + data.series.count))
        self += ",\"source\":\"scroll-state\"},\"dimensions\":[".utf8
        for (column, field) in data.dimensions.enumerated() {
            self += (column > 0 ? ",{\"fieldName\":" : "{\"fieldName\":").utf8
            appendString(field.name)
            appendMember("label", field.name)
            appendValues(view.rows) { row, bytes in bytes.appendString(data.text(row: row, dimension: column)) }
        }
        self += "],\"measures\":[".utf8
        for (index, series) in data.series.enumerated() {
            self += (index > 0 ? ",{\"label\":" : "{\"label\":").utf8
            appendString(series.label)
            appendValues(view.rows) { row, bytes in
                if series.unit == .count {
                    bytes.appendCount(series.hundredths[row] / 100)
                } else {
                    bytes.appendAmount(series.hundredths[row])
                }
            }
        }
        self += "]}".utf8
    }

    /// Appends `values` and closes the object around it.
    private mutating func appendValues(_ rows: Range<Int>, _ appendValue: (Int, inout [UInt8]) -> Void) {
        self += ",\"values\":[".utf8
        for row in rows {
            if row > rows.lowerBound { append(UInt8(ascii: ",")) }
            appendValue(row, &self)
        }
        self += "]}".utf8
    }

    /// Appends a whole number as a text, such as `"412"`.
    private mutating func appendCount(_ count: Int64) {
        append(UInt8(ascii: "\""))
        appendDecimal(count)
        append(UInt8(ascii: "\""))
    }

    /// Appends hundredths as a text with two decimals, such as `"15000.50"`.
    private mutating func appendAmount(_ hundredths: Int64) {
        append(UInt8(ascii: "\""))
        if hundredths < 0 { append(UInt8(ascii: "-")) }
        let size = Int64(hundredths.magnitude)
        appendDecimal(size / 100)
        append(UInt8(ascii: "."))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: size / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: size % 10))
        append(UInt8(ascii: "\""))
    }
}
