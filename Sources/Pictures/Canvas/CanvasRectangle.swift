/// A rectangle on a canvas, in pixels.
package struct CanvasRectangle: Sendable, Hashable {
    /// Left edge.
    package let x: Double
    /// Upper edge.
    package let y: Double
    /// Extent to the right.
    package let width: Double
    /// Extent down.
    package let height: Double

    /// Names a rectangle.
    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// Right edge.
    package var right: Double { x + width }
    /// Lower edge.
    package var bottom: Double { y + height }

    /// The rectangle with so much less on each side.
    package func inset(left: Double = 0, top: Double = 0, right: Double = 0, bottom: Double = 0) -> CanvasRectangle {
        CanvasRectangle(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }
}
