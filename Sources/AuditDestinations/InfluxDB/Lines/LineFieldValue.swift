/// The value of a field.
///
/// There are no integers: the columns are floats in every database that Butler SOS has written to, and a field has one
/// type for ever.
package enum LineFieldValue: Sendable, Hashable {
    /// A text, not empty.
    case string(String)
    /// A finite number.
    case number(Double)
    /// A truth value.
    case boolean(Bool)
}
