/// A sheet of an app.
package struct SimulatedSheet: Sendable, Hashable {
    /// Id of the sheet.
    package let id: SimulatedUUID

    /// Title as shown, at most 64 characters.
    package let title: String

    /// The charts from top to bottom; the first ``visibleAtOnce`` are in view after opening.
    package let objects: [SimulatedObject]

    /// How many charts fit on a screen.
    package static let visibleAtOnce = 4
}
