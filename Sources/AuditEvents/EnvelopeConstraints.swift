/// What the envelope's values must mean, in the words of Butler SOS.
enum EnvelopeConstraints {
    /// How many UTF-16 units a correlation id may have.
    static let maximumCorrelationIDLength = 64

    static func invalidEventID(_ field: CoercedScalar?) -> String {
        "eventId is not a valid UUID (\"\(SanitizedText.escape(field?.text ?? ""))\")"
    }

    static func longCorrelationID(_ length: Int) -> String {
        "correlationId exceeds \(maximumCorrelationIDLength) characters (length=\(length))"
    }

    static func invalidAppID(_ value: JSONValue) -> String {
        "payload.context.appId is not a valid UUID (\"\(SanitizedText.escape(text(of: value)))\")"
    }

    static func unknownType(_ field: CoercedScalar?) -> String {
        "type is not a recognised event type (\"\(SanitizedText.escape(field?.text ?? ""))\")"
    }

    /// Whether the string form of a value is a UUID; arrays of one element have the string form of the element.
    @inline(__always)
    static func isUUID(_ value: JSONValue) -> Bool {
        var value = value
        while value.kind == .array {
            var elements = value.elements
            guard let first = elements.next(), elements.next() == nil else { return false }
            value = first
        }
        return value.kind == .string && value.withUnescaped { EventID($0) != nil }
    }

    /// The string form of a value in ECMAScript; of nested arrays only an abridged one.
    private static func text(of value: JSONValue) -> String {
        switch value.kind {
        case .string: return value.string ?? ""
        case .null: return "null"
        case .boolean: return value.boolean == true ? "true" : "false"
        case .number: return ECMAScriptNumber.text(of: value.double ?? .nan)
        case .object: return "[object Object]"
        case .array:
            let shown = value.elements.prefix(SanitizedText.maximumCharacterCount)
            return shown.map { $0.isNull ? "" : $0.kind == .array ? "[array]" : text(of: $0) }.joined(separator: ",")
        }
    }
}
