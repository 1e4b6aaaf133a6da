import Pictures

/// Bars that stand, or lie when there is no room for their names side by side.
extension ChartPainter {
    private static let gapShare = 0.22

    func paintBars(in area: CanvasRectangle) {
        let style = TextStyle(size: ChartStyle.labelSize)
        let slot = (area.width - ChartStyle.axisWidth) / Double(max(1, data.rows.count))
        let fits = data.rows.indices.allSatisfy { extent(data.text(row: $0, dimension: 0), style) <= slot - 4 }
        if fits || data.dimensions.first?.nature == .time {
            paintStandingBars(in: area)
        } else {
            paintLyingBars(in: area)
        }
    }

    private func paintStandingBars(in area: CanvasRectangle) {
        let (plot, axis) = paintAxes(in: area)
        let slot = plot.width / Double(data.rows.count)
        let count = Double(data.series.count)
        let gap = slot * Self.gapShare
        let width = (slot - gap) / count
        for (index, series) in data.series.enumerated() {
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

    private func paintLyingBars(in area: CanvasRectangle) {
        let area = paintMeasureNames(in: area)
        let slot = max(1, (area.height - 22) / Double(data.rows.count))
        let style = TextStyle(size: min(ChartStyle.labelSize, max(ChartStyle.smallLabelSize, slot * 0.8)))
        let texts = data.rows.indices.map { data.text(row: $0, dimension: 0) }
        let longest = texts.map { extent($0, style) }.max() ?? 0
        let room = min(longest + 2, area.width * 0.4)
        let plot = area.inset(left: room + 8, right: 16, bottom: 22)
        let axis = ValueAxis(maximum: data.series.flatMap(\.values).max() ?? 0, count: max(2, Int(plot.width / 90)))
        for tick in axis.ticks {
            let x = (plot.x + plot.width * axis.position(of: tick)).rounded() + 0.5
            canvas.stroke([CanvasPoint(x, plot.y), CanvasPoint(x, plot.bottom)], ChartStyle.gridLine)
            let label = centred(ChartStyle.labelSize, width: 60)
            canvas.draw(NumberText.short(tick), at: CanvasPoint(x - 30, plot.bottom + 4), label, ChartStyle.label)
        }
        paintLyingBars(in: plot, axis, slot)
        var right = style
        right.width = room + 2
        right.alignment = .right
        let step = max(1, Int((ChartStyle.smallLabelSize * 1.1 / slot).rounded(.up)))
        for (row, text) in shortened(texts, to: room, style).enumerated() where row % step == 0 {
            let y = plot.y + slot * (Double(row) + 0.5) - style.size * 0.62
            canvas.draw(text, at: CanvasPoint(area.x, y), right, ChartStyle.label)
        }
    }

    private func paintLyingBars(in plot: CanvasRectangle, _ axis: ValueAxis, _ slot: Double) {
        let gap = slot * Self.gapShare
        let thickness = (slot - gap) / Double(data.series.count)
        for (index, series) in data.series.enumerated() {
            for (row, value) in series.values.enumerated() {
                let top = plot.y + slot * Double(row) + gap / 2 + thickness * Double(index)
                let bar = CanvasRectangle(
                    x: plot.x.rounded(),
                    y: top.rounded(),
                    width: (plot.width * axis.position(of: value)).rounded(),
                    height: max(1, thickness.rounded(.down))
                )
                canvas.fill(bar, ChartStyle.colour(ofSeries: index))
            }
        }
        let x = plot.x.rounded() + 0.5
        canvas.stroke([CanvasPoint(x, plot.y), CanvasPoint(x, plot.bottom)], ChartStyle.axis)
    }
}
