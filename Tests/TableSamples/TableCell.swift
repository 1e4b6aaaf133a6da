/// One value of a table, whatever its column's type.
package enum TableCell: Sendable, Hashable {
    /// No value.
    case null
    /// Of a `text` or `json` column.
    case text(String)
    /// Of an `integer`, `timestamp` or `day` column.
    case integer(Int64)
    /// Of a `number` column.
    case number(Double)
    /// Of a `boolean` column.
    case boolean(Bool)
}
