import Pictures

/// Charts of a whole and its parts.
extension ChartPainter {
    func paintParts(in area: CanvasRectangle) {
        guard let values = data.series.first?.values.prefix(ChartStyle.parts.count) else { return }
        let total = values.reduce(0, +)
        guard total > 0 else { return }
        let radius = min(area.width * 0.25, area.height / 2) * 0.94
        let centre = CanvasPoint(area.x + max(area.width * 0.3, radius), area.y + area.height / 2)
        var angle = 0.0
        for (index, value) in values.enumerated() {
            let next = angle + 2 * .pi * value / total
            canvas.fillSector(centre, radius: radius, angles: angle..<next, ChartStyle.parts[index])
            angle = next
        }
        canvas.fillSector(centre, radius: radius * 0.55, angles: 0..<2 * .pi, .white)
        let left = centre.x + radius + 24
        let style = TextStyle(size: ChartStyle.labelSize)
        var y = centre.y - Double(values.count) * 12
        for (index, value) in values.enumerated() {
            canvas.fill(CanvasRectangle(x: left, y: y + 2, width: 12, height: 12), ChartStyle.parts[index])
            let share = "  \((value / total * 1000).rounded() / 10)%"
            // The number is never cut, only the name.
            let room = area.right - left - 19 - canvas.extent(of: share, style).width
            let name = shortened(data.text(row: index, dimension: 0), to: room, style)
            canvas.draw(name + share, at: CanvasPoint(left + 19, y), style, ChartStyle.label)
            y += 24
        }
    }
}
