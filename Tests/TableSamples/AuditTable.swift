import TableFormats

/// An audit trail as a mid-sized site produces it: 31 columns with the repetition of real ones.
package enum AuditTable {
    /// The 25 columns of the common row model, and 6 of our own.
    package static let schema = TableSchema(
        name: "audit",
        columns: [
            ColumnDefinition("timestamp", .timestamp, comment: "When the event happened, by the sender's clock"),
            ColumnDefinition("date", .day),
            ColumnDefinition("eventId", .text), ColumnDefinition("correlationId", .text),
            ColumnDefinition("eventType", .text), ColumnDefinition("user", .text),
            ColumnDefinition("userDirectory", .text), ColumnDefinition("userId", .text),
            ColumnDefinition("appId", .text), ColumnDefinition("appName", .text),
            ColumnDefinition("sheetId", .text), ColumnDefinition("sheetName", .text),
            ColumnDefinition("objectId", .text), ColumnDefinition("objectType", .text),
            ColumnDefinition("selectionTxnId", .text), ColumnDefinition("durationMs", .integer),
            ColumnDefinition("visible", .boolean), ColumnDefinition("enteredAt", .text),
            ColumnDefinition("leftAt", .text), ColumnDefinition("dataStateId", .integer),
            ColumnDefinition("selectionDetails", .json), ColumnDefinition("screenshotUrl", .text),
            ColumnDefinition("screenshotSavedPaths", .json), ColumnDefinition("objectData", .json),
            ColumnDefinition("tags", .json),
            ColumnDefinition("offset", .integer), ColumnDefinition("receivedAt", .timestamp),
            ColumnDefinition("clientAddress", .text), ColumnDefinition("sessionKey", .text),
            ColumnDefinition("seq", .integer), ColumnDefinition("schemaVersion", .text),
        ]
    )

    /// Makes `count` rows, always the same ones.
    package static func rows(_ count: Int, seed: UInt64 = 7) -> TableRows {
        var source = AuditRowSource(seed: seed)
        var rows = TableRows(schema: schema)
        for _ in 0..<count { source.append(to: &rows) }
        return rows
    }

    /// Makes the same rows in runs of `length`, as a destination hands them over.
    package static func runs(_ count: Int, of length: Int, seed: UInt64 = 7) -> [TableRows] {
        var source = AuditRowSource(seed: seed)
        return stride(from: 0, to: count, by: length).map { start in
            var rows = TableRows(schema: schema)
            for _ in start..<min(count, start + length) { source.append(to: &rows) }
            return rows
        }
    }
}
