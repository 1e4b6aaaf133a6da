/// What the values of a column are; each format maps it to its own types.
package enum ColumnType: Sendable, Hashable {
    /// UTF-8 text.
    case text
    /// UTF-8 text that holds one JSON value.
    case json
    /// Signed 64-bit integers.
    case integer
    /// IEEE double precision; never NaN or infinite.
    case number
    /// Truth values.
    case boolean
    /// Instants as milliseconds since 1970-01-01 UTC.
    case timestamp
    /// Calendar days (UTC) as days since 1970-01-01.
    case day
}
