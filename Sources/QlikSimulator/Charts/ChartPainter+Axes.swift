import Pictures

/// Charts with axes.
extension ChartPainter {
    func paintBars(in area: CanvasRectangle) {
        let data = ChartData(object, in: app, seed: seed, maximumRows: 16)
        let (plot, axis) = paintAxes(data, in: area)
        let slot = plot.width / Double(data.rows.count)
        let count = Double(data.series.count)
        let gap = slot * 0.22
        for (index, series) in data.series.enumerated() {
            let width = (slot - gap) / count
            for (row, value) in series.values.enumerated() {
                let height = plot.height * axis.position(of: value)
                let bar = CanvasRectangle(
                    x: (plot.x + slot * Double(row) + gap / 2 + width * Double(index)).rounded(),
                    y: (plot.bottom - height).rounded(),
                    width: max(1, (width - (count > 1 ? 1 : 0)).rounded(.down)),
                    height: height.rounded()
                )
                canvas.fill(bar, ChartStyle.colour(ofSeries: index))
            }
        }
        paintBaseline(plot)
    }

    func paintLines(in area: CanvasRectangle) {
        let data = ChartData(object, in: app, seed: seed, maximumRows: 24)
        let (plot, axis) = paintAxes(data, in: area)
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

    private func paintBaseline(_ plot: CanvasRectangle) {
        let y = plot.bottom.rounded() + 0.5
        canvas.stroke([CanvasPoint(plot.x, y), CanvasPoint(plot.right, y)], ChartStyle.axis)
    }

    /// Draws legend, grid lines and labels; returns where the values go.
    private func paintAxes(_ data: ChartData, in area: CanvasRectangle) -> (plot: CanvasRectangle, axis: ValueAxis) {
        var area = area
        if data.series.count > 1 {
            paintLegend(data.series.map(\.label), at: CanvasPoint(area.x + 62, area.y))
            area = area.inset(top: 26)
        } else {
            canvas.draw(
                object.measures.first ?? "",
                at: CanvasPoint(area.x, area.y),
                TextStyle(size: 11),
                ChartStyle.faint
            )
            area = area.inset(top: 20)
        }
        let plot = area.inset(left: 62, top: 6, bottom: 44)
        let axis = ValueAxis(maximum: data.series.flatMap(\.values).max() ?? 0, count: max(2, Int(plot.height / 70)))
        var style = TextStyle(size: ChartStyle.labelSize)
        style.width = 34
        style.alignment = .right
        for tick in axis.ticks {
            let y = (plot.bottom - plot.height * axis.position(of: tick)).rounded() + 0.5
            canvas.stroke([CanvasPoint(plot.x, y), CanvasPoint(plot.right, y)], ChartStyle.gridLine)
            canvas.draw(NumberText.short(tick), at: CanvasPoint(area.x + 20, y - 8), style, ChartStyle.label)
        }
        paintCategories(data, plot)
        let title = centred(ChartStyle.labelSize, width: plot.width)
        canvas.draw(
            data.dimensions.joined(separator: ", "),
            at: CanvasPoint(plot.x, plot.bottom + 26),
            title,
            ChartStyle.faint
        )
        return (plot, axis)
    }

    private func paintCategories(_ data: ChartData, _ plot: CanvasRectangle) {
        let slot = plot.width / Double(data.rows.count)
        let style = centred(ChartStyle.labelSize, width: max(10, slot - 4))
        // Narrow slots get every other label.
        let step = max(1, Int((46 / slot).rounded(.up)))
        for row in stride(from: 0, to: data.rows.count, by: step) {
            var wide = style
            wide.width = max(10, slot * Double(step) - 4)
            let left = plot.x + slot * (Double(row) + 0.5) - (wide.width ?? 0) / 2
            canvas.draw(data.rows[row].first ?? "", at: CanvasPoint(left, plot.bottom + 6), wide, ChartStyle.label)
        }
    }

    func paintLegend(_ labels: [String], at point: CanvasPoint) {
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
