/// What part of a picture the user saw, as the extension says it; whole pixels, none of them negative.
package struct CropRequest: Sendable, Hashable {
    /// Pixels in a row of what was seen.
    package let width: Int
    /// Rows of what was seen.
    package let height: Int
    /// Rows above it.
    package let top: Int
    /// Columns left of it.
    package let left: Int
    /// Rows that were scrolled out of sight.
    package let scrollTop: Int
    /// Rows above the scrolled area, which stay in sight: the head of a table.
    package let scrollAreaOffsetY: Int
    /// Rows that were rendered only because a row of the table is rendered whole.
    package let renderingOverflow: Int

    /// Rounds down; what is negative or no number counts as 0.
    ///
    /// - Parameters:
    ///   - width: Above 0, else there is nothing to crop to.
    ///   - height: Above 0.
    ///   - top: Rows above.
    ///   - left: Columns left.
    ///   - scrollTop: Rows scrolled out of sight.
    ///   - scrollAreaOffsetY: Rows above the scrolled area.
    ///   - renderingOverflow: Rows beyond what was seen.
    package init?(
        width: Double?,
        height: Double?,
        top: Double? = nil,
        left: Double? = nil,
        scrollTop: Double? = nil,
        scrollAreaOffsetY: Double? = nil,
        renderingOverflow: Double? = nil
    ) {
        guard let width, let height, width > 0, height > 0 else { return nil }
        self.width = Self.pixels(width)
        self.height = Self.pixels(height)
        self.top = Self.pixels(top)
        self.left = Self.pixels(left)
        self.scrollTop = Self.pixels(scrollTop)
        self.scrollAreaOffsetY = Self.pixels(scrollAreaOffsetY)
        self.renderingOverflow = Self.pixels(renderingOverflow)
    }

    private static func pixels(_ value: Double?) -> Int {
        guard let value, value > 0 else { return 0 }
        // No picture is larger, and sums of such numbers are far from overflowing.
        return Int(min(value, 1_000_000_000).rounded(.down))
    }
}
