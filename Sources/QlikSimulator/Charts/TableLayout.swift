/// Where the parts of an exported table are, in pixels.
///
/// The painter draws by it, and the events say by it what to cut off.
package enum TableLayout {
    /// Height of the head and of each row, the line below included.
    package static let rowHeight = 28

    /// Where the rows begin: below margin, title and head.
    package static let bodyTop = ChartStyle.padding + ChartStyle.titleHeight + rowHeight

    /// The margin below the last row.
    package static let bottom = ChartStyle.padding

    /// So many rows fit into the largest export.
    package static let maximumRows = (ExportSize.maximum - bodyTop - bottom) / rowHeight

    /// Height of a picture with this many rows.
    package static func height(rows: Int) -> Int { bodyTop + rows * rowHeight + bottom }

    /// How many whole rows fit into a picture of this height, at least one.
    static func rows(height: Int) -> Int { max(1, (height - bodyTop - bottom) / rowHeight) }
}
