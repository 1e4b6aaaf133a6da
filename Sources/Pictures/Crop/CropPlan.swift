/// Which rows and columns of a picture stay; the same decisions as those of Butler SOS.
///
/// Three steps, of which each works on what the one before left:
/// 1. Rows that were scrolled out of sight go, below a head that stays.
/// 2. Rows that were rendered too much go, just above the table's lowest grid line, if one is found.
/// 3. A rectangle is cut out if the picture is larger than what was seen.
struct CropPlan: Hashable {
    private let request: CropRequest
    private let size: PictureSize
    private(set) var rows: RowSelection
    private(set) var columns: Range<Int>
    /// Where the grid line is to be looked for, counting rows after step 1; nil when step 2 is not wanted.
    let gridLineSearch: GridLineSearch?

    /// Does step 1.
    init(_ request: CropRequest, of size: PictureSize) {
        self.request = request
        self.size = size
        rows = RowSelection(all: size.height)
        columns = 0..<size.width
        let below = request.scrollAreaOffsetY + request.scrollTop
        if request.scrollTop > 0, below < size.height { rows.drop(request.scrollAreaOffsetY..<below) }
        gridLineSearch =
            request.renderingOverflow > 0
            ? GridLineSearch(PictureSize(width: size.width, height: rows.count)) : nil
    }

    /// Whether nothing goes, so that the picture's bytes can stay as they are.
    var keepsAll: Bool { columns == 0..<size.width && rows == RowSelection(all: size.height) }

    /// Size of what stays.
    var resultSize: PictureSize { PictureSize(width: columns.count, height: rows.count) }

    /// Does steps 2 and 3.
    ///
    /// - Parameter gridLine: Row of the grid line, counted after step 1; nil when there is none.
    mutating func finish(gridLine: Int?) {
        if let gridLine, gridLine >= request.renderingOverflow {
            rows.drop(gridLine - request.renderingOverflow..<gridLine)
        }
        let height = rows.count
        if size.width <= request.width, height <= request.height { return }
        let width = min(request.width, size.width - request.left)
        let rest = min(request.height, height - request.top)
        if width <= 0 || rest <= 0 { return }
        columns = request.left..<request.left + width
        rows.keep(request.top..<request.top + rest)
    }
}
