/// An app of the simulated site.
package struct SimulatedApp: Sendable, Hashable {
    /// Id of the app.
    package let id: SimulatedUUID

    /// Name of the app, at most 64 characters.
    package let name: String

    /// Fields that users select in.
    package let fields: [SimulatedField]

    /// Sheets in the order of the app overview.
    package let sheets: [SimulatedSheet]

    /// The measures by their labels.
    let measures: [String: SimulatedMeasure]
}
