import AuditTesting

/// Random JSON values as trees, and several ways to write one down.
indirect enum RandomJSON {
    case null
    case boolean(Bool)
    /// The number's text.
    case number(String)
    case string([Unicode.Scalar])
    case array([RandomJSON])
    case object([(key: [Unicode.Scalar], value: RandomJSON)])

    /// Makes a value of at most `depth` levels; keys of one object differ.
    static func make(_ depth: Int, using generator: inout SeededGenerator) -> RandomJSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &generator))
        case 2: return .number(makeNumber(using: &generator))
        case 3, 4: return .string(makeText(using: &generator))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<5, using: &generator)).map { _ in make(depth - 1, using: &generator) }
            )
        default:
            let count = Int.random(in: 0..<5, using: &generator)
            return .object(
                (0..<count).map { index in
                    let key = makeText(using: &generator) + Array("#\(index)".unicodeScalars)
                    return (key, make(depth - 1, using: &generator))
                }
            )
        }
    }

    private static func makeNumber(using generator: inout SeededGenerator) -> String {
        var text = Bool.random(using: &generator) ? "-" : ""
        text += String(UInt64.random(in: 0...(.max), using: &generator) >> UInt64.random(in: 0..<64, using: &generator))
        if Bool.random(using: &generator) { text += "." + String(UInt16.random(in: 0...(.max), using: &generator)) }
        if Int.random(in: 0..<4, using: &generator) == 0 {
            text += ["e", "E", "e+", "E-"].randomElement(using: &generator) ?? "e"
            text += String(Int.random(in: 0..<400, using: &generator))
        }
        return text
    }

    private static func makeText(using generator: inout SeededGenerator) -> [Unicode.Scalar] {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x20...0x7E, 0...0x1F, 0x22...0x22, 0x5C...0x5C, 0x7F...0x7FF, 0x800...0xD7FF,
            0xE000...0xFFFF, 0x10000...0x10FFFF,
        ]
        return (0..<Int.random(in: 0..<24, using: &generator)).compactMap { _ in
            let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
            return Unicode.Scalar(UInt32.random(in: range, using: &generator))
        }
    }

    /// Writes the value in a random layout: key order, white space, escapes and the form of numbers.
    func write(using generator: inout SeededGenerator) -> String {
        func space() -> String {
            Int.random(in: 0..<3, using: &generator) == 0
                ? (0..<3).map { _ in [" ", "\t", "\n", "\r"].randomElement(using: &generator) ?? " " }.joined() : ""
        }
        let body: String
        switch self {
        case .null: body = "null"
        case .boolean(let value): body = value ? "true" : "false"
        case .number(let text): body = Self.rewritten(text, using: &generator)
        case .string(let text): body = Self.quoted(text, using: &generator)
        case .array(let values):
            body = "[" + values.map { $0.write(using: &generator) }.joined(separator: ",") + space() + "]"
        case .object(let members):
            let written = members.shuffled(using: &generator).map { member in
                space() + Self.quoted(member.key, using: &generator) + space() + ":"
                    + member.value.write(using: &generator)
            }
            body = "{" + written.joined(separator: ",") + space() + "}"
        }
        return space() + body + space()
    }

    /// Writes a number in another way now and then.
    private static func rewritten(_ text: String, using generator: inout SeededGenerator) -> String {
        let isZero = text.allSatisfy { $0 == "0" || $0 == "-" }
        let hasPoint = text.contains(".")
        let hasExponent = text.lowercased().contains("e")
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where hasPoint && !hasExponent: return text + "000"
        case 1 where !hasPoint && !hasExponent: return text + ".0"
        case 2 where !hasExponent: return text + "E+0"
        case 3 where !hasPoint && !hasExponent && !isZero: return text + "000e-3"
        default: return text
        }
    }

    private static func quoted(_ text: [Unicode.Scalar], using generator: inout SeededGenerator) -> String {
        var result = "\""
        for scalar in text {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || Int.random(in: 0..<8, using: &generator) == 0 {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &generator))
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Every change of one leaf that gives another value.
    func changed(using generator: inout SeededGenerator) -> RandomJSON {
        switch self {
        case .null: return .boolean(false)
        case .boolean(let value): return .boolean(!value)
        case .number(let text): return .number("1" + text.filter(\.isNumber))
        case .string(let text): return .string(text + ["!"])
        case .array(var values):
            guard let index = values.indices.randomElement(using: &generator) else { return .array([.null]) }
            values[index] = values[index].changed(using: &generator)
            return .array(values)
        case .object(var members):
            guard let index = members.indices.randomElement(using: &generator) else { return .object([(["a"], .null)]) }
            if Bool.random(using: &generator) {
                members[index].key += ["!"]
            } else {
                members[index].value = members[index].value.changed(using: &generator)
            }
            return .object(members)
        }
    }
}
