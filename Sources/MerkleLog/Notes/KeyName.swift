/// Name of a key in signed notes: UTF-8 without spaces, plus signs and control characters.
///
/// Names are the same when their bytes are; other ways to write the same letters are other names.
package struct KeyName: Sendable, Hashable, CustomStringConvertible {
    /// Bytes of the longest name.
    package static let maximumByteCount = 255

    /// The name in UTF-8.
    package let bytes: [UInt8]

    /// Takes a name; nil for what can't be one.
    package init?(_ text: String) {
        self.init(bytes: text.utf8)
    }

    /// Takes a name in UTF-8; nil for what can't be one.
    init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= Self.maximumByteCount,
            let text = String(validating: bytes, as: UTF8.self),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0 != "+" && !$0.properties.isWhitespace })
        else { return nil }
        self.bytes = Array(bytes)
    }

    /// The name.
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}
