/// What of a table a user sees, and the larger picture that an export makes of it.
///
/// The export begins at the first row, however far the user has scrolled, and ends with a whole row, even if the user
/// sees only the upper part of it.
struct TableView {
    /// Users see so many rows when there are as many.
    private static let usualRows: ClosedRange<Int64> = 6...20
    /// Of the last row so many pixels are out of view at most: those below its text.
    private static let largestOverflow: Int64 = 6
    /// Users make a table at least so wide for each of its columns.
    static let columnWidth = 84
    /// What is seen is never lower than with so many rows.
    private static let fewestRows = 3

    /// The rows in view, in part or whole.
    let rows: Range<Int>
    /// Pixels that are scrolled away.
    let scrollTop: Int
    /// Pixels of the last row that are out of view.
    let overflow: Int
    /// Height of the export.
    let pictureHeight: Int
    /// Height of what the user sees.
    let height: Int

    /// Lets a user look at the first rows of a table, as many as fit.
    init(rowCount: Int, fitting: Int) {
        rows = 0..<min(rowCount, fitting)
        scrollTop = 0
        overflow = 0
        pictureHeight = TableLayout.height(rows: max(Self.fewestRows, rows.count))
        height = pictureHeight
    }

    /// Lets a user look at a table with this many rows.
    init(rowCount: Int, chance: inout SeededGenerator) {
        let visible = Int(chance.integer(in: Self.usualRows))
        let hidden = min(rowCount, TableLayout.maximumRows) - visible
        let isScrolled = chance.chance(percent: 40)
        let endsInRow = chance.integer(in: 0...Self.largestOverflow)
        let seesHalfRow = chance.chance(percent: 25)
        guard hidden > 0 else {
            rows = 0..<rowCount
            scrollTop = 0
            overflow = 0
            pictureHeight = TableLayout.height(rows: max(Self.fewestRows, rowCount))
            height = pictureHeight
            return
        }
        let scrolled = isScrolled ? 1 + chance.index(below: hidden) : 0
        scrollTop = max(0, scrolled * TableLayout.rowHeight - (seesHalfRow ? TableLayout.rowHeight / 2 : 0))
        overflow = Int(endsInRow)
        rows = scrollTop / TableLayout.rowHeight..<scrolled + visible
        pictureHeight = TableLayout.height(rows: scrolled + visible)
        height = pictureHeight - scrollTop - overflow
    }
}
