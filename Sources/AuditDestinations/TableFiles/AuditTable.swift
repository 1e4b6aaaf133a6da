import TableFormats

/// The table that Parquet and QVD files hold: the 25 columns of Butler SOS in their order, then ours.
package enum AuditTable {
    /// Version of the columns, written into every file that can say it.
    package static let version = 1

    /// One name in all files and formats, so that a load of many files makes one table.
    package static let schema = TableSchema(name: "audit_events", columns: compatible + own)

    private static let compatible = [
        ColumnDefinition("timestamp", .timestamp, comment: "When it happened, by the browser's clock (UTC)"),
        ColumnDefinition("date", .day, comment: "UTC day of the timestamp"),
        ColumnDefinition("eventId", .text, comment: "Id of the event, unique"),
        ColumnDefinition("correlationId", .text, comment: "What belongs together in the browser"),
        ColumnDefinition("eventType", .text, comment: "What happened"),
        ColumnDefinition("user", .text, comment: "Who, as Qlik names the person"),
        ColumnDefinition("userDirectory", .text, comment: "The user's directory"),
        ColumnDefinition("userId", .text, comment: "The user's id in the directory"),
        ColumnDefinition("appId", .text, comment: "Id of the app"),
        ColumnDefinition("appName", .text, comment: "Name of the app"),
        ColumnDefinition("sheetId", .text, comment: "Id of the sheet"),
        ColumnDefinition("sheetName", .text, comment: "Name of the sheet"),
        ColumnDefinition("objectId", .text, comment: "Id of the chart"),
        ColumnDefinition("objectType", .text, comment: "Kind of chart"),
        ColumnDefinition("selectionTxnId", .text, comment: "The selection in force"),
        ColumnDefinition("durationMs", .integer, comment: "How long, in milliseconds"),
        ColumnDefinition("visible", .boolean, comment: "Whether the chart came into view"),
        ColumnDefinition("enteredAt", .text, comment: "When the chart came into view, as sent"),
        ColumnDefinition("leftAt", .text, comment: "When it left the view, as sent"),
        ColumnDefinition("dataStateId", .integer, comment: "The state of the data behind the chart"),
        ColumnDefinition("selectionDetails", .json, comment: "Selected fields and values"),
        ColumnDefinition("screenshotUrl", .text, comment: "Where the picture was"),
        ColumnDefinition("screenshotSavedPaths", .json, comment: "Where the picture is stored"),
        ColumnDefinition("objectData", .json, comment: "The values behind the chart"),
        ColumnDefinition("tags", .json, comment: "Static tags of the configuration"),
    ]

    private static let own = [
        ColumnDefinition("offset", .integer, comment: "Position in the journal, as in the receipt"),
        ColumnDefinition("receivedAt", .timestamp, comment: "When it was received, by the server's clock (UTC)"),
        ColumnDefinition("clientAddress", .text, comment: "Address that it came from"),
        ColumnDefinition("httpUserAgent", .text, comment: "Browser that sent it"),
        ColumnDefinition("tokenName", .text, comment: "Name of the token that was used"),
        ColumnDefinition("extensionVersion", .text, comment: "Version of the extension"),
        ColumnDefinition("schemaVersion", .text, comment: "Version of the event's own format"),
        ColumnDefinition("sessionKey", .text, comment: "The browser page"),
        ColumnDefinition("seq", .integer, comment: "Number of the event in its page; gaps prove loss"),
        ColumnDefinition("enterSelectionTxnId", .text, comment: "The selection when the chart came into view"),
        ColumnDefinition("leaveSelectionTxnId", .text, comment: "The selection when it left the view"),
        ColumnDefinition("durationMsExact", .number, comment: "How long, with fractions of a millisecond"),
    ]
}
