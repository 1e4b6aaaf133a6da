/// Something that can be chosen in a field of a form.
package struct Choice: Sendable, Hashable {
    /// What a query takes: identity, id or type.
    package let value: String

    /// What people know it by; nil when that is the value.
    package let name: String?

    /// Describes a choice.
    package init(value: String, name: String?) {
        self.value = value
        self.name = name
    }
}
