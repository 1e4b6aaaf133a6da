import Pictures

/// Lines, and the axes of charts that grow upwards.
extension ChartPainter {
    func paintLines(in area: CanvasRectangle) {
        let (plot, axis) = paintAxes(in: area)
        let slot = plot.width / Double(data.rows.count)
        for (index, series) in data.series.enumerated() {
            let colour = ChartStyle.colour(ofSeries: index)
            let points = series.values.enumerated().map { row, value in
                CanvasPoint(plot.x + slot * (Double(row) + 0.5), plot.bottom - plot.height * axis.position(of: value))
            }
            canvas.stroke(points, colour, width: 2)
            for point in points { canvas.fillSector(point, radius: 3.5, angles: 0..<2 * .pi, colour) }
        }
        paintBaseline(plot)
    }

    func paintBaseline(_ plot: CanvasRectangle) {
        let y = plot.bottom.rounded() + 0.5
        canvas.stroke([CanvasPoint(plot.x, y), CanvasPoint(plot.right, y)], ChartStyle.axis)
    }

    /// Says what is measured, with colours when it is more than one; returns the room below.
    func paintMeasureNames(in area: CanvasRectangle) -> CanvasRectangle {
        guard data.series.count > 1 else {
            let style = TextStyle(size: 11)
            canvas.draw(data.series.first?.label ?? "", at: CanvasPoint(area.x, area.y), style, ChartStyle.faint)
            return area.inset(top: 20)
        }
        paintLegend(data.series.map(\.label), at: CanvasPoint(area.x, area.y))
        return area.inset(top: 26)
    }

    /// Draws legend, grid lines and labels; returns where the values go.
    func paintAxes(in area: CanvasRectangle) -> (plot: CanvasRectangle, axis: ValueAxis) {
        let area = paintMeasureNames(in: area)
        let plot = area.inset(left: ChartStyle.axisWidth, top: 6, bottom: 44)
        let axis = ValueAxis(maximum: data.series.flatMap(\.values).max() ?? 0, count: max(2, Int(plot.height / 70)))
        var style = TextStyle(size: ChartStyle.labelSize)
        style.width = ChartStyle.axisWidth - 8
        style.alignment = .right
        for tick in axis.ticks {
            let y = (plot.bottom - plot.height * axis.position(of: tick)).rounded() + 0.5
            canvas.stroke([CanvasPoint(plot.x, y), CanvasPoint(plot.right, y)], ChartStyle.gridLine)
            canvas.draw(NumberText.short(tick), at: CanvasPoint(area.x, y - 8), style, ChartStyle.label)
        }
        paintCategories(plot)
        let title = centred(ChartStyle.labelSize, width: plot.width)
        canvas.draw(
            data.dimensions.map(\.name).joined(separator: ", "),
            at: CanvasPoint(plot.x, plot.bottom + 26),
            title,
            ChartStyle.faint
        )
        return (plot, axis)
    }

    /// Names what is on the axis; every other or third where there isn't room for all.
    private func paintCategories(_ plot: CanvasRectangle) {
        let slot = max(1, plot.width / Double(data.rows.count))
        let texts = data.rows.indices.map { data.text(row: $0, dimension: 0) }
        let longest = texts.map { extent($0, TextStyle(size: ChartStyle.labelSize)) }.max() ?? 0
        let step = max(1, Int(((longest + 6) / slot).rounded(.up)))
        let style = centred(ChartStyle.labelSize, width: longest + 4)
        for row in stride(from: 0, to: texts.count, by: step) {
            let left = plot.x + slot * (Double(row) + 0.5) - (longest + 4) / 2
            canvas.draw(texts[row], at: CanvasPoint(left, plot.bottom + 6), style, ChartStyle.label)
        }
    }

    private func paintLegend(_ labels: [String], at point: CanvasPoint) {
        var x = point.x
        let style = TextStyle(size: ChartStyle.labelSize)
        for (index, label) in labels.enumerated() {
            let mark = CanvasRectangle(x: x, y: point.y + 2, width: 11, height: 11)
            canvas.fill(mark, ChartStyle.colour(ofSeries: index))
            canvas.draw(label, at: CanvasPoint(x + 17, point.y), style, ChartStyle.label)
            x += 17 + canvas.extent(of: label, style).width + 18
        }
    }
}
