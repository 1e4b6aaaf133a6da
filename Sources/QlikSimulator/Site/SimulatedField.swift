/// A field of an app that users select in.
package struct SimulatedField: Sendable, Hashable {
    /// Name of the field.
    package let name: String

    /// All its values, at least two.
    package let values: [String]
}
