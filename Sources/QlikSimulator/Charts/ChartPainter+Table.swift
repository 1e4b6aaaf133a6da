import Pictures

/// Tables; every row has a line below it.
extension ChartPainter {
    private static let rowHeight = 28.0

    func paintTable(in area: CanvasRectangle) {
        let count = max(1, Int(area.height / Self.rowHeight) - 1)
        let data = ChartData(object, in: app, seed: seed, maximumRows: count)
        let columns = data.dimensions.count + data.series.count
        // Texts need more room than numbers.
        let unit = area.width / (Double(data.dimensions.count) * 1.5 + Double(data.series.count))
        var y = area.y
        canvas.fill(CanvasRectangle(x: area.x, y: y, width: area.width, height: Self.rowHeight), ChartStyle.tableHead)
        for row in -1..<data.rows.count {
            var x = area.x
            for column in 0..<columns {
                let isText = column < data.dimensions.count
                let width = isText ? unit * 1.5 : unit
                let cell = CanvasRectangle(x: x, y: y, width: width, height: Self.rowHeight)
                paint(text(data, row, column), in: cell, isNumber: !isText, isHead: row < 0)
                x += width
            }
            y += Self.rowHeight
            let line = y.rounded() - 0.5
            canvas.stroke([CanvasPoint(area.x, line), CanvasPoint(area.right, line)], ChartStyle.tableLine)
        }
    }

    /// What a cell says; row -1 is the head.
    private func text(_ data: ChartData, _ row: Int, _ column: Int) -> String {
        guard column < data.dimensions.count else {
            let series = data.series[column - data.dimensions.count]
            return row < 0 ? series.label : NumberText.full(series.values[row])
        }
        return row < 0 ? data.dimensions[column] : data.rows[row][column]
    }

    private func paint(_ text: String, in cell: CanvasRectangle, isNumber: Bool, isHead: Bool) {
        var style = TextStyle(size: 13)
        style.width = cell.width - 16
        style.isBold = isHead
        style.alignment = isNumber ? .right : .left
        canvas.draw(text, at: CanvasPoint(cell.x + 8, cell.y + 6), style, isHead ? ChartStyle.title : ChartStyle.label)
    }
}
