/// What one member of an object must be; no coercion.
struct FieldRule: Sendable {
    /// The JSON Schema types that a value may have.
    struct Types: OptionSet, Sendable {
        let rawValue: UInt8
        static let string = Types(rawValue: 1)
        static let number = Types(rawValue: 2)
        static let integer = Types(rawValue: 4)
        static let boolean = Types(rawValue: 8)
        static let null = Types(rawValue: 16)
        static let array = Types(rawValue: 32)
        static let object = Types(rawValue: 64)

        /// The names in the order in which a schema lists them.
        var names: [String] {
            let all: [(Types, String)] = [
                (.number, "number"), (.integer, "integer"), (.string, "string"), (.boolean, "boolean"),
                (.array, "array"), (.object, "object"), (.null, "null"),
            ]
            return all.filter { contains($0.0) }.map(\.1)
        }
    }

    /// The text formats that are checked.
    enum Format: String, Sendable {
        case uuid
        case uri
        case dateTime = "date-time"
    }

    let key: JSONKey
    var types: Types
    var isRequired = false
    /// Code points that a string has at least and at most.
    var minimumLength = 0
    var maximumLength = Int.max
    var format: Format?
    /// Elements that an array has at most.
    var maximumItems = Int.max
    /// Bounds of a number.
    var minimum: Int?
    var exclusiveMinimum: Int?
    var maximum: Int?
    /// Rules for the members of an object.
    var members: ObjectRules?

    init(_ name: StaticString, _ types: Types) {
        key = JSONKey(name)
        self.types = types
    }

    /// A string of at most so many code points.
    static func text(_ name: StaticString, _ lengths: ClosedRange<Int>, orNull: Bool = false) -> FieldRule {
        var rule = FieldRule(name, orNull ? [.string, .null] : .string)
        rule.minimumLength = lengths.lowerBound
        rule.maximumLength = lengths.upperBound
        return rule
    }

    /// A string of a format.
    static func text(
        _ name: StaticString,
        _ format: Format,
        _ lengths: ClosedRange<Int> = 0...Int.max,
        orNull: Bool = false
    ) -> FieldRule {
        var rule = text(name, lengths, orNull: orNull)
        rule.format = format
        return rule
    }

    /// The same rule for a member that must be there.
    var required: FieldRule {
        var rule = self
        rule.isRequired = true
        return rule
    }
}
