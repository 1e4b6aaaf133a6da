import Pictures

/// Tables; every row has a line below it.
extension ChartPainter {
    /// One column with what its cells say.
    private struct Column {
        let title: String
        let cells: [String]
        let isNumber: Bool
        var width = 0.0
    }

    private static let cellMargin = 8.0
    private static let textSize = 13.0

    func paintTable(in area: CanvasRectangle) {
        let height = Double(TableLayout.rowHeight)
        let count = min(data.rows.count, TableLayout.rows(height: canvas.size.height))
        let columns = columns(of: count, width: area.width)
        canvas.fill(CanvasRectangle(x: area.x, y: area.y, width: area.width, height: height), ChartStyle.tableHead)
        var x = area.x
        for column in columns {
            paint(column, at: CanvasPoint(x, area.y))
            x += column.width
        }
        for row in 0...count {
            let line = area.y + height * Double(row + 1) - 0.5
            canvas.stroke([CanvasPoint(area.x, line), CanvasPoint(area.right, line)], ChartStyle.tableLine)
        }
    }

    private func paint(_ column: Column, at point: CanvasPoint) {
        var style = TextStyle(size: Self.textSize)
        let room = max(1, column.width - 2 * Self.cellMargin)
        let cells =
            column.isNumber
            ? column.cells.map { number($0, in: room, style) } : shortened(column.cells, to: room, style)
        // A little more than measured, so that rounding cuts nothing off.
        style.width = room + 2
        style.alignment = column.isNumber ? .right : .left
        var head = style
        head.isBold = true
        let left = point.x + Self.cellMargin - (column.isNumber ? 2 : 0)
        canvas.draw(column.title, at: CanvasPoint(left, point.y + 6), head, ChartStyle.title)
        for (row, text) in cells.enumerated() {
            let y = point.y + Double((row + 1) * TableLayout.rowHeight) + 6
            canvas.draw(text, at: CanvasPoint(left, y), style, ChartStyle.label)
        }
    }

    /// The columns of the first rows, side by side in `width` pixels.
    private func columns(of rowCount: Int, width: Double) -> [Column] {
        let rows = 0..<rowCount
        var columns = data.dimensions.indices.map { dimension in
            let cells = rows.map { data.text(row: $0, dimension: dimension) }
            return Column(title: data.dimensions[dimension].name, cells: cells, isNumber: false)
        }
        columns += data.series.map { series in
            let cells = rows.map { NumberText.full(series.hundredths[$0], series.unit) }
            return Column(title: series.label, cells: cells, isNumber: true)
        }
        for (index, width) in widths(of: columns, in: width).enumerated() { columns[index].width = width }
        return columns
    }

    /// Numbers get the room that they need as long as enough is left for texts.
    private func widths(of columns: [Column], in width: Double) -> [Double] {
        let needs = columns.map { column in
            let style = TextStyle(size: Self.textSize)
            var head = style
            head.isBold = true
            let longest = column.cells.max { $0.utf8.count < $1.utf8.count } ?? ""
            let body = extent(longest, style)
            return (body: body + 2 * Self.cellMargin + 2, all: max(body, extent(column.title, head)) + 18)
        }
        let wanted = needs.reduce(0) { $0 + $1.all }
        if wanted <= width { return needs.map { $0.all * width / wanted } }
        let numbers = zip(columns, needs).reduce(0) { $0 + ($1.0.isNumber ? $1.1.body : 0) }
        guard numbers <= 0.65 * width else { return needs.map { $0.all * width / wanted } }
        let texts = zip(columns, needs).filter { !$0.0.isNumber }.map(\.1.body)
        let limit = Self.limit(of: texts, in: width - numbers)
        return zip(columns, needs).map { $0.isNumber ? $1.body : min($1.body, limit) }
    }

    /// The most that anyone gets when short ones get what they need and long ones share the rest.
    private static func limit(of needs: [Double], in room: Double) -> Double {
        var room = room
        for (index, need) in needs.sorted().enumerated() {
            let share = room / Double(needs.count - index)
            if need > share { return share }
            room -= need
        }
        return needs.max() ?? room
    }
}
