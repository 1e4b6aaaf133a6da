/// A field of the envelope as Butler SOS reads it: scalars are coerced, an array of one element stands for the element.
///
/// That is the habit of its framework (Ajv with `coerceTypes: "array"`); it applies to the envelope's own fields and to
/// `source`, never inside `payload`.
enum CoercedScalar {
    /// A string as sent.
    case sent(JSONValue)
    /// The text that another scalar was turned into.
    case made(String)

    /// Reads a field that should be a string; nil when it can't be made one.
    @inline(__always)
    init?(_ value: JSONValue) {
        if value.kind == .string {
            self = .sent(value)
        } else if let coerced = CoercedScalar.coerced(value) {
            self = coerced
        } else {
            return nil
        }
    }

    private static func coerced(_ value: JSONValue) -> CoercedScalar? {
        let scalar = unwrapped(value)
        switch scalar.kind {
        case .string: return .sent(scalar)
        case .null: return .made("")
        case .boolean: return .made(scalar.boolean == true ? "true" : "false")
        case .number: return scalar.double.map { .made(ECMAScriptNumber.text(of: $0)) }
        case .array, .object: return nil
        }
    }

    /// The one element of an array with one element, else the value itself.
    private static func unwrapped(_ value: JSONValue) -> JSONValue {
        var elements = value.elements
        guard let first = elements.next(), elements.next() == nil else { return value }
        return first
    }

    /// Whether the text is empty.
    var isEmpty: Bool {
        switch self {
        case .sent(let value): value.contentBytes.isEmpty
        case .made(let text): text.isEmpty
        }
    }

    /// The text; a lone surrogate becomes U+FFFD.
    var text: String {
        switch self {
        case .sent(let value): value.string ?? ""
        case .made(let text): text
        }
    }

    /// The text's length in UTF-16 units.
    var utf16Count: Int {
        switch self {
        case .sent(let value): value.utf16Count ?? 0
        case .made(let text): text.utf16.count
        }
    }

    /// Hands the text's UTF-8 to `body`.
    @inline(__always)
    func withUTF8<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        switch self {
        case .sent(let value): return value.withUnescaped(body)
        case .made(var text): return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
        }
    }

    /// Reads a field that should be an integer, as double precision knows it; nil when it can't be made one.
    static func integer(_ value: JSONValue) -> Double? {
        let scalar = unwrapped(value)
        switch scalar.kind {
        case .number:
            guard let number = scalar.double, number.isIntegral else { return nil }
            return number
        case .boolean: return scalar.boolean == true ? 1 : 0
        case .null: return 0
        case .string:
            guard let text = scalar.string, !text.isEmpty, let number = ECMAScriptNumber.value(of: text) else {
                return nil
            }
            // Infinity passes there, as its remainder is not a number.
            return number.isInfinite || number.isIntegral ? number : nil
        case .array, .object: return nil
        }
    }
}
