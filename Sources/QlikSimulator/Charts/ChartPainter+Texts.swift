import Pictures

/// Texts in little room.
extension ChartPainter {
    /// Which letters of a text go when there isn't room for all.
    private enum Gap: CaseIterable {
        case middle
        case front
        case end

        /// `letters` without all but `count` of them.
        func text(_ letters: [Character], keeping count: Int) -> String {
            let tail =
                switch self {
                case .middle: count / 2
                case .front: count
                case .end: 0
                }
            return String(letters.prefix(count - tail)) + "…" + String(letters.suffix(tail))
        }
    }

    /// `text` if it fits into so many pixels, else without its middle.
    func shortened(_ text: String, to width: Double, _ style: TextStyle) -> String {
        shortened(text, to: width, style, .middle)
    }

    /// Shortens texts so that different ones stay different, as far as the room allows.
    func shortened(_ texts: [String], to width: Double, _ style: TextStyle) -> [String] {
        var best: [String] = []
        var different = 0
        let wanted = Set(texts).count
        for gap in Gap.allCases where different < wanted {
            let short = texts.map { shortened($0, to: width, style, gap) }
            let count = Set(short).count
            if count > different {
                different = count
                best = short
            }
        }
        return best
    }

    /// `text` if it fits into so many pixels, else as many `#` as do: a number is never shown in part.
    func number(_ text: String, in width: Double, _ style: TextStyle) -> String {
        guard extent(text, style) > width else { return text }
        return String(repeating: "#", count: max(1, Int(width / max(1, extent("#", style)))))
    }

    /// Pixels that a text takes without any limit.
    func extent(_ text: String, _ style: TextStyle) -> Double {
        var style = style
        style.width = nil
        return canvas.extent(of: text, style).width
    }

    private func shortened(_ text: String, to width: Double, _ style: TextStyle, _ gap: Gap) -> String {
        guard extent(text, style) > width else { return text }
        let letters = Array(text)
        var fitting = 0
        var tooMany = letters.count
        while tooMany - fitting > 1 {
            let count = (fitting + tooMany) / 2
            if extent(gap.text(letters, keeping: count), style) <= width { fitting = count } else { tooMany = count }
        }
        return gap.text(letters, keeping: fitting)
    }
}
