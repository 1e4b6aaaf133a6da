/// Lower-case hexadecimal digits.
enum LowercaseHex {
    /// Whether `text` is the digits of so many bytes.
    static func isText(_ text: some Collection<UInt8>, byteCount: Int) -> Bool {
        text.count == 2 * byteCount && text.allSatisfy { value(of: $0) != nil }
    }

    /// The bytes; nil for anything else than lower-case digits in pairs.
    static func bytes(of text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text {
            guard let value = value(of: digit) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return bytes
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
