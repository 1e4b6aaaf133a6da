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
        at url: String,
        _ event: PlannedEvent,
        _ chance: inout SeededGenerator
    ) {
        let object = capture.object
        let width = Int64(capture.width)
        let height = Int64(capture.height)
        appendMember("screenshotUrl", url)
        appendMember("selectionTxnId", event.transaction)
        appendMember("objectId", object.id)
        appendMember("objectName", object.title)
        appendMember("objectType", object.kind.rawValue)
        appendMember("dataStateId", event.dataState)
        appendMember("format", "png")
        appendMember("width", width)
        appendMember("height", height)
        if object.kind == .table || object.kind == .pivotTable {
            self += ",\"crop\":{\"top\":0,\"left\":0".utf8
            appendMember("width", width)
            appendKey("height")
            appendDecimal(height - 12)
            self += ".5".utf8
            appendMember("scrollTop", chance.integer(in: 0...200))
            self += ",\"scrollAreaOffsetY\":40".utf8
            appendMember("renderingOverflow", chance.integer(in: 0...12))
            append(UInt8(ascii: "}"))
        }
    }

    /// Appends `objectData`, or null when there is none.
    mutating func appendObjectData(
        _ data: ObjectDataDraft?,
        of object: SimulatedObject,
        in app: SimulatedApp,
        extractedAt: Int64
    ) {
        appendKey("objectData")
        guard let data else {
            self += "null".utf8
            return
        }
        self += "{\"schemaVersion\":1".utf8
        appendMember("objectType", object.kind.rawValue)
        appendMember("extractedAt", time: extractedAt)
        self += ",\"visibleRange\":{\"rowStart\":0".utf8
        appendMember("rowEnd", Int64(data.rows.count))
        self += ",\"colStart\":0".utf8
        appendMember("colEnd", Int64(object.dimensions.count + object.measures.count))
        self += ",\"source\":\"scroll-state\"},\"dimensions\":[".utf8
        for (column, dimension) in object.dimensions.enumerated() {
            let field = app.fields[dimension]
            self += (column > 0 ? ",{\"fieldName\":" : "{\"fieldName\":").utf8
            appendString(field.name)
            appendMember("label", field.name)
            appendValues(data.rows.count) { row, bytes in bytes.appendString(field.values[data.rows[row][column]]) }
        }
        self += "],\"measures\":[".utf8
        var numbers = SeededGenerator(seed: data.numberSeed)
        for (index, measure) in object.measures.enumerated() {
            self += (index > 0 ? ",{\"label\":" : "{\"label\":").utf8
            appendString(measure)
            appendValues(data.rows.count) { _, bytes in bytes.appendAmount(numbers.integer(in: 100...9_999_999)) }
        }
        self += "]}".utf8
    }

    /// Appends `values` and closes the object around it.
    private mutating func appendValues(_ count: Int, _ appendValue: (Int, inout [UInt8]) -> Void) {
        self += ",\"values\":[".utf8
        for row in 0..<count {
            if row > 0 { append(UInt8(ascii: ",")) }
            appendValue(row, &self)
        }
        self += "]}".utf8
    }

    /// Appends hundredths as a text with two decimals, such as `"15000.50"`.
    private mutating func appendAmount(_ hundredths: Int64) {
        append(UInt8(ascii: "\""))
        appendDecimal(hundredths / 100)
        append(UInt8(ascii: "."))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: hundredths / 10 % 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: hundredths % 10))
        append(UInt8(ascii: "\""))
    }
}
