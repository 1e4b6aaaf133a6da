/// One broken rule of a schema, in the shape of an Ajv error object.
package struct SchemaViolation: Sendable, Hashable {
    /// A named detail of a rule, such as `limit` 64.
    package struct Parameter: Sendable, Hashable {
        /// The value of a parameter.
        package enum Value: Sendable, Hashable {
            /// A JSON string.
            case string(String)
            /// A JSON number.
            case integer(Int)
            /// A JSON array of strings.
            case strings([String])
        }

        /// The parameter's key.
        package let name: String
        /// The parameter's value.
        package let value: Value

        /// Names a value.
        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// How many violations one refusal lists at most; further ones are not looked for.
    package static let maximumCount = 100

    /// JSON Pointer to the value (RFC 6901), empty for the root.
    package let instancePath: String
    /// URI fragment of the rule, such as `#/properties/event/required`.
    package let schemaPath: String
    /// The rule's keyword, such as `maxLength`.
    package let keyword: String
    /// Details that a client may depend on.
    package let params: [Parameter]
    /// English text that a client should not depend on.
    package let message: String

    /// Describes a violation.
    package init(instancePath: String, schemaPath: String, keyword: String, params: [Parameter], message: String) {
        self.instancePath = instancePath
        self.schemaPath = schemaPath
        self.keyword = keyword
        self.params = params
        self.message = message
    }
}
