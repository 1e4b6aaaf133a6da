import Foundation

/// A JSON value as literals write it, keys in order; makes request bodies that differ in exactly one thing.
indirect enum JSON: Sendable {
    case text(String)
    case number(String)
    case boolean(Bool)
    case null
    case array([JSON])
    case object([Member])

    struct Member: Sendable {
        let key: String
        var value: JSON
    }

    /// The value as JSON text without white space.
    var encoded: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let elements): "[" + elements.map(\.encoded).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Self.quoted($0.key) + ":" + $0.value.encoded }.joined(separator: ",") + "}"
        }
    }

    /// The value with the member at a dotted path replaced, added, or (nil) removed.
    func setting(_ path: String, to value: JSON?) -> JSON {
        guard case .object(var members) = self else { return self }
        let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
        let index = members.firstIndex { $0.key == parts[0] }
        if parts.count == 2 {
            let inner = (index.map { members[$0].value } ?? .object([])).setting(parts[1], to: value)
            if let index { members[index].value = inner } else { members.append(Member(key: parts[0], value: inner)) }
        } else if let value {
            if let index { members[index].value = value } else { members.append(Member(key: path, value: value)) }
        } else if let index {
            members.remove(at: index)
        }
        return .object(members)
    }

    private static func quoted(_ text: String) -> String {
        let isPlain = !text.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        if isPlain { return "\"\(text)\"" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number("\(value)") }
    init(floatLiteral value: Double) { self = .number("\(value)") }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(nilLiteral: ()) { self = .null }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
