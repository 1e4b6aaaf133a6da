/// A place on a canvas, in pixels from the upper left corner.
package struct CanvasPoint: Sendable, Hashable {
    /// Pixels to the right.
    package let x: Double
    /// Pixels down.
    package let y: Double

    /// Names a place.
    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}
