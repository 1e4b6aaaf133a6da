import TableFormats

/// Writes the rows of one part in its format.
protocol PartWriter: AnyObject {
    /// Adds rows.
    func append(_ rows: TableRows) throws

    /// Writes what is left; nothing may be added afterwards.
    func finish() throws
}
