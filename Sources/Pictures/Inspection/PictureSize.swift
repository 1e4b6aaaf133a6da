/// Width and height in pixels.
package struct PictureSize: Sendable, Hashable, CustomStringConvertible {
    /// Pixels in a row.
    package let width: Int
    /// Rows.
    package let height: Int

    /// Names a size.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// For example `1920x1080`.
    package var description: String { "\(width)x\(height)" }
}
