/// A picture that a simulated user takes of a chart.
package struct ScreenshotCapture: Sendable, Hashable {
    /// The chart.
    package let object: SimulatedObject

    /// The selections in force, which decide what is in the chart.
    package let selections: [SelectedField]

    /// Who takes it.
    package let user: SimulatedUser

    /// The folder in the link.
    package let linkID: SimulatedUUID

    /// Its name in the link, 32 digits; the ending is `png`.
    package let nameID: SimulatedUUID

    /// Pixels from left to right.
    package let width: Int

    /// Pixels from top to bottom.
    package let height: Int

    /// The name in the link with its ending.
    package var fileName: String {
        var bytes: [UInt8] = []
        nameID.appendDigits(to: &bytes)
        return String(decoding: bytes, as: UTF8.self) + ".png"
    }
}
