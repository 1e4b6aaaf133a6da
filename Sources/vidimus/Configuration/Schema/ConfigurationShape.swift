/// What a value of the configuration may look like.
package indirect enum ConfigurationShape: Sendable {
    /// `true` or `false`.
    case boolean
    /// A whole number in a range; `1000.0` counts as whole.
    case integer(ClosedRange<Int>)
    /// A finite number in a range, fractions allowed.
    case number(ClosedRange<Double>)
    /// Text that follows a rule.
    case text(TextRule)
    /// Text that must never be shown: as it stands, `${ENV_NAME}` or `file:PATH`.
    case secret
    /// One of these words.
    case choice([String])
    /// One of these whole numbers.
    case numberChoice([Int])
    /// Any number of values of one shape, at most ``maximumListItems``.
    case list(ConfigurationShape)
    /// A value or `null`.
    case nullable(ConfigurationShape)
    /// A mapping with known keys only.
    case object(ConfigurationObject)

    /// The most items of one list.
    package static let maximumListItems = 1_000

    /// The type in a word, for the reference and for error messages.
    package var name: String {
        switch self {
        case .boolean: "boolean"
        case .integer, .numberChoice: "integer"
        case .number: "number"
        case .text, .choice: "text"
        case .secret: "secret"
        case .list(let item): "list of \(item.pluralName)"
        case .nullable(let shape): "\(shape.name) or null"
        case .object: "mapping"
        }
    }

    /// What is allowed beyond the type, for the reference and for error messages; nil when anything is.
    package var allowed: String? {
        switch self {
        case .boolean, .secret, .object: nil
        case .integer(let range): Self.text(range.lowerBound, range.upperBound)
        case .number(let range): Self.text(range)
        case .text(let rule): rule.expectation
        case .choice(let words): words.joined(separator: ", ")
        case .numberChoice(let numbers): numbers.map(String.init).joined(separator: ", ")
        case .list(let item): item.allowed
        case .nullable(let shape): shape.allowed
        }
    }

    /// The mapping inside, seen through `null` and lists.
    package var object: ConfigurationObject? {
        switch self {
        case .object(let object): object
        case .nullable(let shape), .list(let shape): shape.object
        default: nil
        }
    }

    private var pluralName: String {
        switch self {
        case .text, .choice: "texts"
        default: "\(name)s"
        }
    }

    private static func text(_ lower: Int, _ upper: Int) -> String {
        upper == .max ? "at least \(lower)" : "\(lower) to \(upper)"
    }

    private static func text(_ range: ClosedRange<Double>) -> String? {
        let isBoundedBelow = range.lowerBound > -Double.greatestFiniteMagnitude
        let isBoundedAbove = range.upperBound < Double.greatestFiniteMagnitude
        switch (isBoundedBelow, isBoundedAbove) {
        case (false, false): return nil
        case (true, false): return "at least \(Self.text(range.lowerBound))"
        case (false, true): return "at most \(Self.text(range.upperBound))"
        case (true, true): return "\(Self.text(range.lowerBound)) to \(Self.text(range.upperBound))"
        }
    }

    /// A number without a needless `.0`.
    package static func text(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? "\(number)"
    }
}
