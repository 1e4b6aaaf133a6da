/// How a text is set on a canvas.
package struct TextStyle: Sendable, Hashable {
    /// Where lines stand within their width.
    package enum Alignment: Int32, Sendable, Hashable {
        case left = 0
        case centre = 1
        case right = 2
    }

    /// Height of the font in pixels.
    package var size: Double
    /// Whether letters are bold.
    package var isBold = false
    /// Pixels a line may take; nil without limit.
    package var width: Double?
    /// Lines the text may take within the width; the last one ends with an ellipsis when the text is longer.
    package var lines = 1
    /// Where lines stand within the width.
    package var alignment = Alignment.left

    /// Sets texts in one line from the left.
    package init(size: Double) {
        self.size = size
    }
}
