import Pictures

/// Draws what the image export of Qlik Sense would give for a chart of the simulated site.
package struct ChartPainter {
    let canvas: Canvas
    let object: SimulatedObject
    let data: ChartData

    /// Draws a chart as a PNG file.
    ///
    /// A table is drawn down to its last whole row, as Qlik's export does it.
    ///
    /// - Parameters:
    ///   - object: The chart.
    ///   - app: The app that it is in.
    ///   - selections: What is selected in the app, which decides what the chart shows.
    ///   - width: Pixels in a row, at least 1.
    ///   - height: Rows, at least 1.
    /// - Returns: The bytes of the file.
    /// - Throws: ``PictureFault/unworkable(_:)`` without fonts or memory.
    package static func picture(
        of object: SimulatedObject,
        in app: SimulatedApp,
        selections: [SelectedField] = [],
        width: Int,
        height: Int
    ) throws(PictureFault) -> [UInt8] {
        let canvas = try Canvas(PictureSize(width: width, height: height))
        let data = ChartData(object, in: app, selections: selections)
        ChartPainter(canvas: canvas, object: object, data: data).paint()
        return try canvas.picture().bytes
    }

    private func paint() {
        let all = CanvasRectangle(x: 0, y: 0, width: Double(canvas.size.width), height: Double(canvas.size.height))
        var area = all.inset(
            left: Double(ChartStyle.padding),
            top: Double(ChartStyle.padding),
            right: Double(ChartStyle.padding),
            bottom: Double(ChartStyle.padding)
        )
        var style = TextStyle(size: ChartStyle.titleSize)
        style.isBold = true
        style.width = area.width
        canvas.draw(object.title, at: CanvasPoint(area.x, area.y), style, ChartStyle.title)
        area = area.inset(top: Double(ChartStyle.titleHeight))
        switch object.kind {
        case .barChart: paintBars(in: area)
        case .lineChart: paintLines(in: area)
        case .pieChart: paintParts(in: area)
        case .table, .pivotTable: paintTable(in: area)
        case .kpi: paintNumber(in: area)
        case .boxPlot, .map: paintRefusal(in: area)
        }
    }

    /// What the export says about charts that it can't draw.
    private func paintRefusal(in area: CanvasRectangle) {
        let style = centred(14, width: area.width)
        let text = "This visualization type can't be exported as an image."
        canvas.draw(text, at: CanvasPoint(area.x, area.y + area.height / 2 - 10), style, ChartStyle.faint)
    }

    private func paintNumber(in area: CanvasRectangle) {
        for (index, series) in data.series.enumerated() {
            let share = area.width / Double(data.series.count)
            let size = min(area.height * 0.3, share / 7)
            let left = area.x + share * Double(index)
            let value = NumberText.short(series.values[0]) + (series.unit == .percent ? "%" : "")
            let top = area.y + area.height / 2 - size * 0.8
            canvas.draw(value, at: CanvasPoint(left, top), centred(size, width: share), ChartStyle.title)
            canvas.draw(
                series.label,
                at: CanvasPoint(left, top + size * 1.35),
                centred(max(13, size / 4), width: share),
                ChartStyle.faint
            )
        }
    }

    func centred(_ size: Double, width: Double) -> TextStyle {
        var style = TextStyle(size: size)
        style.width = width
        style.alignment = .centre
        return style
    }
}
