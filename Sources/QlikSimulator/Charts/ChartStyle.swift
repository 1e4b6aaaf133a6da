import Pictures

/// Colours and sizes as in the classic theme of Qlik Sense.
enum ChartStyle {
    static let title = CanvasColour(0x404040)
    static let label = CanvasColour(0x595959)
    static let faint = CanvasColour(0x808080)
    static let gridLine = CanvasColour(0xE6E6E6)
    static let axis = CanvasColour(0xB3B3B3)
    static let tableLine = CanvasColour(0xD9D9D9)
    static let tableHead = CanvasColour(0xF7F7F7)

    /// Colours of series.
    static let series: [CanvasColour] = [0x4477AA, 0xCC6677, 0x117733, 0xDDCC77].map { CanvasColour($0) }
    /// Colours of parts of a whole.
    static let parts: [CanvasColour] = [
        0x332288, 0x6699CC, 0x88CCEE, 0x44AA99, 0x117733, 0x999933, 0xDDCC77, 0x661100, 0xCC6677, 0xAA4466,
    ].map { CanvasColour($0) }

    static let titleSize = 16.0
    static let labelSize = 12.0
    static let smallLabelSize = 8.0
    static let padding = 12
    static let titleHeight = 32
    /// Room for the numbers at an axis.
    static let axisWidth = 48.0

    static func colour(ofSeries index: Int) -> CanvasColour { series[index % series.count] }
}
