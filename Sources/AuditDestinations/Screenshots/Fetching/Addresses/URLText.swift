/// The characters of paths and queries (RFC 3986).
enum URLText {
    private static let hexadecimal = Array("0123456789ABCDEF".utf8)

    /// The bytes before and after the first `separator`; the tail is nil without one.
    static func split(
        _ bytes: ArraySlice<UInt8>,
        at separator: UInt8
    ) -> (head: ArraySlice<UInt8>, tail: ArraySlice<UInt8>?) {
        guard let index = bytes.firstIndex(of: separator) else { return (bytes, nil) }
        return (bytes[..<index], bytes[(index + 1)...])
    }

    /// Percent-encodes what may not stand in a path or query, and nothing else; existing percent signs stay.
    static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for byte in bytes {
            if isUnreserved(byte) || "%!$&'()*+,;=:@/?[]".utf8.contains(byte) {
                result.append(byte)
            } else {
                appendEncoded(byte, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Percent-encodes everything but letters, digits and `-._~`, so that the text can be one segment or one value.
    static func component(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8 {
            if isUnreserved(byte) {
                result.append(byte)
            } else {
                appendEncoded(byte, to: &result)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Decodes `%hh`; what is none stays as it is.
    static func decoded(_ text: some StringProtocol) -> [UInt8] {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16),
                bytes[index + 1] != UInt8(ascii: "+")
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// Removes dot segments, also percent-encoded ones (WHATWG URL section 4.4); the result begins with a slash.
    static func resolved(_ path: String) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment.lowercased().replacing("%2e", with: ".") {
            case ".": if isLast { kept.append("") }
            case "..":
                if kept.count > 1 { kept.removeLast() }
                if isLast { kept.append("") }
            default: kept.append(segment)
            }
        }
        let text = kept.joined(separator: "/")
        return text.hasPrefix("/") ? text : "/" + text
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || (0x30...0x39).contains(byte)
            || "-._~".utf8.contains(byte)
    }

    private static func appendEncoded(_ byte: UInt8, to result: inout [UInt8]) {
        result += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 0x0F)]]
    }
}
