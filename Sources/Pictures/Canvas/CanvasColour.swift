/// A colour to draw with.
package struct CanvasColour: Sendable, Hashable {
    /// Red, 0…1.
    package let red: Double
    /// Green, 0…1.
    package let green: Double
    /// Blue, 0…1.
    package let blue: Double
    /// How much it covers, 0…1.
    package let alpha: Double

    /// Nothing but white.
    package static let white = CanvasColour(0xFFFFFF)
    /// Nothing but black.
    package static let black = CanvasColour(0x000000)

    /// Names a colour as on the web: `0xRRGGBB`.
    package init(_ hexadecimal: UInt32, alpha: Double = 1) {
        red = Double(hexadecimal >> 16 & 0xFF) / 255
        green = Double(hexadecimal >> 8 & 0xFF) / 255
        blue = Double(hexadecimal & 0xFF) / 255
        self.alpha = alpha
    }
}
