/// What was given for one option of an export.
package enum FilterValue: Sendable, Hashable {
    /// The value.
    case text(String)
    /// The values of an option that may be repeated.
    case texts([String])
}
