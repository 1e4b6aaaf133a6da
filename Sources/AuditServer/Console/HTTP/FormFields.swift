/// Names and values of a query or of a form (`application/x-www-form-urlencoded`), in their order.
///
/// Source: the WHATWG URL standard, section 5.1. Bytes that are no UTF-8 become U+FFFD.
package struct FormFields: Sendable, Hashable {
    /// Most fields that are read; more make it nil.
    static let maximumFields = 200

    /// All fields in their order.
    package private(set) var pairs: [(name: String, value: String)]

    /// Makes fields.
    package init(_ pairs: [(name: String, value: String)] = []) {
        self.pairs = pairs
    }

    /// Reads the encoded text; nil when it has too many fields.
    package init?(encoded text: some StringProtocol) {
        let parts = text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: true)
        guard parts.count <= Self.maximumFields else { return nil }
        pairs = parts.map { part in
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decode(halves[0]), halves.count == 2 ? Self.decode(halves[1]) : "")
        }
    }

    /// The first value of this name without white space at its ends; nil when there is none or it is empty.
    package subscript(_ name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value else { return nil }
        let trimmed = value.trimmingWhitespace()
        return trimmed.isEmpty ? nil : trimmed
    }

    /// The first value of this name exactly as it came, as a password is.
    func exact(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values of this name that are not empty.
    package func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map { $0.value.trimmingWhitespace() }.filter { !$0.isEmpty }
    }

    /// The fields with one replaced, added at the end, or left out (nil).
    func setting(_ name: String, _ value: String?) -> FormFields {
        var changed = pairs.filter { $0.name != name }
        if let value { changed.append((name, value)) }
        return FormFields(changed)
    }

    /// As the query of a URL, without the question mark; fields without a value are left out.
    package var query: String {
        pairs.filter { !$0.value.isEmpty }.map { "\(Self.encode($0.name))=\(Self.encode($0.value))" }
            .joined(separator: "&")
    }

    package static func == (left: FormFields, right: FormFields) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        for pair in pairs {
            hasher.combine(pair.name)
            hasher.combine(pair.value)
        }
    }

    /// Percent-encodes everything but letters, digits, `-`, `_`, `.` and `~` (RFC 3986, unreserved).
    static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: [digit(byte >> 4), digit(byte & 0x0F)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? value + UInt8(ascii: "0") : value - 10 + UInt8(ascii: "A")
    }

    private static func decode(_ text: some Collection<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = Array(text)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "+") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%"), rest.count >= 2,
                let high = value(of: rest[rest.startIndex]), let low = value(of: rest[rest.startIndex + 1])
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension String {
    fileprivate func trimmingWhitespace() -> String {
        var text = self[...]
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
