/// What holds when a key of the configuration is missing.
package enum ConfigurationFallback: Sendable, Hashable, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByStringLiteral
{
    /// The key must be written.
    case required
    /// The key must be written under a condition, which `when` says.
    case requiredWhen(String)
    /// Nothing; the text says what that means.
    case described(String)
    /// A boolean.
    case boolean(Bool)
    /// A number.
    case number(Double)
    /// A text.
    case text(String)

    /// A boolean default.
    package init(booleanLiteral value: Bool) { self = .boolean(value) }

    /// A whole number as default.
    package init(integerLiteral value: Int) { self = .number(Double(value)) }

    /// A text as default.
    package init(stringLiteral value: String) { self = .text(value) }

    /// The default in the words of the reference.
    package var description: String {
        switch self {
        case .required: "**required**"
        case .requiredWhen(let condition): "**required** \(condition)"
        case .described(let text): text
        case .boolean(let value): "`\(value)`"
        case .number(let value): "`\(ConfigurationShape.text(value))`"
        case .text(let value): value.isEmpty ? "`\"\"`" : "`\(value)`"
        }
    }
}
