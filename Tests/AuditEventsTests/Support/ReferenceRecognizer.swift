/// A slow recogniser of RFC 8259 texts, written straight from the grammar: the oracle for the scanner.
///
/// One byte at a time, every rule a function; recursion is bounded by the depth that is asked for.
struct ReferenceRecognizer {
    private let bytes: [UInt8]
    private var position = 0

    /// Whether `bytes` are one JSON text of at most `maximumDepth` levels, in valid UTF-8.
    static func accepts(_ bytes: [UInt8], maximumDepth: Int = 64) -> Bool {
        // UTF-8 first, by the standard library: repairing changes nothing exactly when all is well-formed.
        guard Array(String(decoding: bytes, as: UTF8.self).utf8) == bytes else { return false }
        var recognizer = ReferenceRecognizer(
            bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        )
        recognizer.whiteSpace()
        guard recognizer.value(maximumDepth) else { return false }
        recognizer.whiteSpace()
        return recognizer.position == recognizer.bytes.count
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ expected: Character) -> Bool {
        guard let current, expected.asciiValue == current else { return false }
        position += 1
        return true
    }

    private mutating func take(_ range: ClosedRange<UInt8>) -> Bool {
        guard let current, range.contains(current) else { return false }
        position += 1
        return true
    }

    private mutating func take(_ text: String) -> Bool { text.allSatisfy { take($0) } }

    private mutating func whiteSpace() {
        while take(" ") || take("\t") || take("\n") || take("\r") {}
    }

    private mutating func value(_ depth: Int) -> Bool {
        switch current {
        case UInt8(ascii: "{"): depth > 0 && object(depth)
        case UInt8(ascii: "["): depth > 0 && array(depth)
        case UInt8(ascii: "\""): string()
        case UInt8(ascii: "t"): take("true")
        case UInt8(ascii: "f"): take("false")
        case UInt8(ascii: "n"): take("null")
        default: number()
        }
    }

    private mutating func object(_ depth: Int) -> Bool {
        position += 1
        whiteSpace()
        if take("}") { return true }
        repeat {
            whiteSpace()
            guard string() else { return false }
            whiteSpace()
            guard take(":") else { return false }
            whiteSpace()
            guard value(depth - 1) else { return false }
            whiteSpace()
        } while take(",")
        return take("}")
    }

    private mutating func array(_ depth: Int) -> Bool {
        position += 1
        whiteSpace()
        if take("]") { return true }
        repeat {
            whiteSpace()
            guard value(depth - 1) else { return false }
            whiteSpace()
        } while take(",")
        return take("]")
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while !take("\"") {
            if take("\\") {
                if take("u") {
                    for _ in 0..<4 where !(take(0x30...0x39) || take(0x41...0x46) || take(0x61...0x66)) { return false }
                } else {
                    guard let current, "\"\\/bfnrt".utf8.contains(current) else { return false }
                    position += 1
                }
            } else {
                guard take(0x20...0xFF) else { return false }
            }
        }
        return true
    }

    private mutating func number() -> Bool {
        _ = take("-")
        if !take("0") {
            guard take(0x31...0x39) else { return false }
            digits()
        }
        if take(".") {
            guard take(0x30...0x39) else { return false }
            digits()
        }
        if take("e") || take("E") {
            _ = take("+") || take("-")
            guard take(0x30...0x39) else { return false }
            digits()
        }
        return true
    }

    private mutating func digits() {
        while take(0x30...0x39) {}
    }
}
