/// Why a table can't become a QVD file.
///
/// The first four refuse the table as such: no row will ever fit. The last two refuse only the rows of one call, which
/// belong into another file; the writer is as it was before the call.
package enum QVDError: Error, Hashable, CustomStringConvertible {
    /// A table needs at least one column.
    case noColumns
    /// The table has more columns than a file may have.
    case tooManyColumns(count: Int, limit: Int)
    /// A column's name is empty or holds a character that XML can't hold.
    case unusableFieldName(String)
    /// The header's time of creation lies outside the years 0001…9999.
    case creationTimeOutOfRange(milliseconds: Int64)
    /// The rows don't fit into the file any more.
    case tooManyRows(count: Int, limit: Int)
    /// The rows could take the distinct texts of a column over the limit; both values are in bytes.
    case tooMuchText(field: String, byteCount: Int, limit: Int)

    package var description: String {
        switch self {
        case .noColumns:
            "the table has no columns"
        case .tooManyColumns(let count, let limit):
            "the table has \(count) columns; a QVD file takes \(limit)"
        case .unusableFieldName(let name):
            "a QVD file can't have a field named \"\(name)\""
        case .creationTimeOutOfRange(let milliseconds):
            "the time of creation, \(milliseconds) ms since 1970, lies outside the years 0001 to 9999"
        case .tooManyRows(let count, let limit):
            "the file would have \(count) rows; a QVD file takes \(limit)"
        case .tooMuchText(let field, let byteCount, let limit):
            "field \(field) could have \(byteCount) bytes of distinct text; a QVD file takes \(limit)"
        }
    }
}
