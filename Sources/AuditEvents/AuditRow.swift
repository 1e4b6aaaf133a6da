/// One event as a flat row: the 25 columns that Parquet and QVD files have, in their order.
///
/// Strings are taken only when they are JSON strings of at least one character; they are neither trimmed nor cut, and a
/// lone surrogate becomes U+FFFD. Columns that the envelope lacks are nil.
package struct AuditRow: Sendable, Hashable {
    /// The envelope's `timestamp`, milliseconds since 1970-01-01 UTC; see `UTCTime` for leap seconds.
    package var timestampMilliseconds: Int64?
    /// The UTC day of the timestamp, `YYYYMMDD`.
    package var date: String?
    /// The envelope's `eventId`, letter case as sent.
    package var eventID: String?
    /// The envelope's `correlationId`.
    package var correlationID: String?
    /// The event's type, `unknown` when the envelope has none.
    package var eventType: String
    /// `payload.context.user`, trimmed.
    package var user: String?
    /// The user's directory; see `UserIdentity`.
    package var userDirectory: String?
    /// The user's id within the directory.
    package var userID: String?
    /// `payload.context.appId`.
    package var appID: String?
    /// `payload.context.appName`.
    package var appName: String?
    /// `payload.context.sheetId`.
    package var sheetID: String?
    /// `payload.context.sheetName`.
    package var sheetName: String?
    /// `payload.event.objectId`.
    package var objectID: String?
    /// `objectType` of `objectData`.
    package var objectType: String?
    /// `payload.event.selectionTxnId`.
    package var selectionTxnID: String?
    /// `payload.event.duration`, nil when it has a fraction or doesn't fit 64 bits.
    package var durationMilliseconds: Int64?
    /// `payload.event.visible`, nil when it isn't a boolean.
    package var visible: Bool?
    /// `payload.event.enteredAt` as sent.
    package var enteredAt: String?
    /// `payload.event.leftAt` as sent.
    package var leftAt: String?
    /// `payload.event.dataStateId`: an integer, or digits in a string; nil beyond 64 bits.
    package var dataStateID: Int64?
    /// Compact JSON array of `qField`, `qSelectedCount` and `qSelected` of each selection; nil when there are none.
    package var selectionDetails: String?
    /// `payload.event.screenshotUrl`.
    package var screenshotURL: String?
    /// Compact JSON array of the paths of stored screenshots; nil when there are none.
    package var screenshotSavedPaths: String?
    /// The data behind the chart as compact JSON.
    ///
    /// White space and escapes are normalised; key order, duplicates and the digits of numbers are kept as received.
    /// Butler SOS rounds numbers to double precision instead, which loses evidence.
    package var objectData: String?
    /// The static tags as a compact JSON object.
    package var tags: String?
}
