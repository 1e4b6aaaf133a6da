import Pictures

/// Draws what the image export of Qlik Sense would give for a chart of the simulated site.
package struct ChartPainter {
    let canvas: Canvas
    let object: SimulatedObject
    let app: SimulatedApp
    let seed: UInt64

    /// Draws a chart as a PNG file.
    ///
    /// A table is drawn down to its last whole row, as Qlik's export does it.
    ///
    /// - Parameters:
    ///   - object: The chart.
    ///   - app: The app that it is in.
    ///   - width: Pixels in a row, at least 1.
    ///   - height: Rows, at least 1.
    ///   - seed: Other seeds give other values.
    /// - Returns: The bytes of the file.
    /// - Throws: ``PictureFault/unworkable(_:)`` without fonts or memory.
    package static func picture(
        of object: SimulatedObject,
        in app: SimulatedApp,
        width: Int,
        height: Int,
        seed: UInt64 = 1
    ) throws(PictureFault) -> [UInt8] {
        let canvas = try Canvas(PictureSize(width: width, height: height))
        ChartPainter(canvas: canvas, object: object, app: app, seed: seed).paint()
        return try canvas.picture().bytes
    }

    private func paint() {
        let all = CanvasRectangle(x: 0, y: 0, width: Double(canvas.size.width), height: Double(canvas.size.height))
        var area = all.inset(
            left: ChartStyle.padding,
            top: ChartStyle.padding,
            right: ChartStyle.padding,
            bottom: ChartStyle.padding
        )
        var style = TextStyle(size: ChartStyle.titleSize)
        style.isBold = true
        style.width = area.width
        canvas.draw(object.title, at: CanvasPoint(area.x, area.y), style, ChartStyle.title)
        area = area.inset(top: 32)
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
        let data = ChartData(object, in: app, seed: seed, maximumRows: 1)
        for (index, series) in data.series.enumerated() {
            let share = area.width / Double(data.series.count)
            let size = min(area.height * 0.3, share / 7)
            let left = area.x + share * Double(index)
            let isPercent = series.label.hasSuffix("%")
            let value = NumberText.short(series.values[0]) + (isPercent ? "%" : "")
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
