/// Size of an exported picture in pixels.
package struct ExportSize: Sendable, Hashable {
    /// Qlik Sense exports at most this many pixels in each direction.
    ///
    /// Source: help.qlik.com, "Enabling export of your visualization extension" (2024).
    package static let maximum = 2_000

    /// Pixels from left to right.
    package let width: Int

    /// Pixels from top to bottom.
    package let height: Int

    /// Creates a size; both directions have 1 to ``maximum`` pixels.
    package init(width: Int, height: Int) {
        precondition((1...Self.maximum).contains(width) && (1...Self.maximum).contains(height), "Qlik exports no such")
        self.width = width
        self.height = height
    }
}
