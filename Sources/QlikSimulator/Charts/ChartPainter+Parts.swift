import Pictures

/// Charts of a whole and its parts.
extension ChartPainter {
    func paintParts(in area: CanvasRectangle) {
        let data = ChartData(object, in: app, seed: seed, maximumRows: ChartStyle.parts.count)
        guard let values = data.series.first?.values else { return }
        let total = values.reduce(0, +)
        let radius = min(area.width * 0.3, area.height / 2) * 0.94
        let centre = CanvasPoint(area.x + area.width * 0.36, area.y + area.height / 2)
        var angle = 0.0
        for (index, value) in values.enumerated() {
            let next = angle + 2 * .pi * value / total
            canvas.fillSector(centre, radius: radius, angles: angle..<next, ChartStyle.parts[index])
            angle = next
        }
        canvas.fillSector(centre, radius: radius * 0.55, angles: 0..<2 * .pi, .white)
        let left = centre.x + radius + 36
        var style = TextStyle(size: ChartStyle.labelSize)
        style.width = max(40, area.right - left - 20)
        var y = centre.y - Double(values.count) * 12
        for (index, value) in values.enumerated() {
            canvas.fill(CanvasRectangle(x: left, y: y + 2, width: 12, height: 12), ChartStyle.parts[index])
            let share = (value / total * 1000).rounded() / 10
            let text = "\(data.rows[index].first ?? "")  \(share)%"
            canvas.draw(text, at: CanvasPoint(left + 19, y), style, ChartStyle.label)
            y += 24
        }
    }
}
