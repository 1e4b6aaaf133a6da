/// Gathers violations in Ajv's words; costs nothing while there are none.
struct ViolationCollector {
    /// Where the checked value stands, made into text only when something is wrong.
    struct Place {
        let instancePath: String
        let schemaPath: String

        /// The root of an instance and of its schema.
        static let root = Place(instancePath: "", schemaPath: "#")

        /// The place of a member.
        func member(_ name: StaticString) -> Place {
            Place(instancePath: "\(instancePath)/\(name)", schemaPath: "\(schemaPath)/properties/\(name)")
        }
    }

    /// What was found, at most `SchemaViolation.maximumCount`.
    private(set) var violations: [SchemaViolation] = []

    mutating func add(
        _ place: Place,
        _ keyword: String,
        _ params: [SchemaViolation.Parameter],
        _ message: String
    ) {
        guard violations.count < SchemaViolation.maximumCount else { return }
        violations.append(
            SchemaViolation(
                instancePath: place.instancePath,
                schemaPath: "\(place.schemaPath)/\(keyword)",
                keyword: keyword,
                params: params,
                message: message
            )
        )
    }

    mutating func addMissing(_ name: StaticString, at place: Place) {
        let name = name.description
        add(
            place,
            "required",
            [.init("missingProperty", .string(name))],
            "must have required property '\(name)'"
        )
    }

    mutating func addWrongType(_ names: [String], at place: Place) {
        let value: SchemaViolation.Parameter.Value = names.count == 1 ? .string(names[0]) : .strings(names)
        add(place, "type", [.init("type", value)], "must be \(names.joined(separator: ","))")
    }

    mutating func addTooShort(_ limit: Int, at place: Place) {
        add(place, "minLength", [.init("limit", .integer(limit))], "must NOT have fewer than \(limit) characters")
    }

    mutating func addTooLong(_ limit: Int, at place: Place) {
        add(place, "maxLength", [.init("limit", .integer(limit))], "must NOT have more than \(limit) characters")
    }

    mutating func addTooManyItems(_ limit: Int, at place: Place) {
        add(place, "maxItems", [.init("limit", .integer(limit))], "must NOT have more than \(limit) items")
    }

    mutating func addWrongFormat(_ name: String, at place: Place) {
        add(place, "format", [.init("format", .string(name))], "must match format \"\(name)\"")
    }

    mutating func addNotAllowed(_ allowed: [String], at place: Place) {
        add(
            place,
            "enum",
            [.init("allowedValues", .strings(allowed))],
            "must be equal to one of the allowed values"
        )
    }

    mutating func addOutOfBounds(_ keyword: String, _ comparison: String, _ limit: Int, at place: Place) {
        add(
            place,
            keyword,
            [.init("comparison", .string(comparison)), .init("limit", .integer(limit))],
            "must be \(comparison) \(limit)"
        )
    }
}
