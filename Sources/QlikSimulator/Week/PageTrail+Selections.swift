/// Selections, with what was selected before.
extension PageTrail {
    /// Selects values of a field, and nothing else of it.
    mutating func select(field: Int, values: [Int]) {
        change(to: selections.filter { $0.field != field } + [SelectedField(field: field, values: values)], "select")
    }

    /// Takes all selections back.
    mutating func clearSelections() {
        if !selections.isEmpty { change(to: [], "clear") }
    }

    private mutating func change(to next: [SelectedField], _ cause: String) {
        let before = selections
        // The extension waits for quiet, which is why the change is told a little later.
        wait(250...420)
        let previous = transaction
        selections = next
        transaction = ids.uuid()
        showAgain()
        tellSelections(before: (before, previous), cause: cause)
        let began = clock
        wait(80...900)
        dataState = max(dataState + 1, clock)
        showAgain()
        for index in views.indices { views[index].isCaptured = false }
        var json = begin("app.model.validated", "model.validated")
        json.appendMember("selectionTxnId", transaction)
        json.appendMember("dataStateId", dataState)
        json.appendMember("captureScheduled", !views.isEmpty)
        json.appendMember("cause", "selection")
        json.appendMember("settled", "all")
        json.appendMember("settleMs", clock - began)
        json.appendMember("objectsSettled", Int64(views.count))
        end(json, "app.model.validated")
    }

    /// Tells what is selected; `before` has the selections and their transaction until now, if there were any.
    mutating func tellSelections(before: (selections: [SelectedField], transaction: SimulatedUUID)?, cause: String) {
        var json = begin("selection.state.changed", "selection.changed")
        json.appendMember("selectionTxnId", transaction)
        if let before {
            json.appendMember("previousSelectionTxnId", before.transaction)
        } else {
            json += ",\"previousSelectionTxnId\":null".utf8
        }
        json.appendMember("cause", cause)
        json.appendMember("modal", false)
        json.appendKey("details")
        json.append(UInt8(ascii: "["))
        for (index, selection) in selections.enumerated() {
            let field = place.app.fields[selection.field]
            json += (index > 0 ? ",{\"qField\":" : "{\"qField\":").utf8
            json.appendString(field.name)
            json.appendMember("qStateName", "$")
            json.appendMember("qSelectedCount", Int64(selection.values.count))
            json.appendMember("qTotal", Int64(field.values.count))
            json.appendMember("qSelected", selection.values.map { field.values[$0] }.joined(separator: ", "))
            json.appendMember("qLocked", false)
            json.appendMember("valuesTruncated", false)
            json.append(UInt8(ascii: "}"))
        }
        json.append(UInt8(ascii: "]"))
        let old = Dictionary(uniqueKeysWithValues: (before?.selections ?? []).map { ($0.field, $0.values) })
        let new = Dictionary(uniqueKeysWithValues: selections.map { ($0.field, $0.values) })
        appendFields("fieldsAdded", selections.map(\.field).filter { old[$0] == nil }, to: &json)
        appendFields("fieldsRemoved", old.keys.sorted().filter { new[$0] == nil }, to: &json)
        let changed = selections.map(\.field).filter { field in old[field].map { $0 != new[field] } ?? false }
        appendFields("fieldsChanged", changed, to: &json)
        end(json, "selection.state.changed")
    }

    private func appendFields(_ key: StaticString, _ fields: [Int], to json: inout [UInt8]) {
        json.appendKey(key)
        json.append(UInt8(ascii: "["))
        for (index, field) in fields.enumerated() {
            if index > 0 { json.append(UInt8(ascii: ",")) }
            json.appendString(place.app.fields[field].name)
        }
        json.append(UInt8(ascii: "]"))
    }

    private mutating func showAgain() {
        for index in views.indices { views[index].show(shown, at: clock) }
    }
}
