/// A value (or an object key) of a ``JSONDocument``; as long-lived as the document.
package struct JSONValue {
    /// What a value is.
    package enum Kind: Sendable, Hashable {
        case null, boolean, number, string, array, object
    }

    let text: UnsafeRawPointer
    let node: UnsafePointer<JSONNode>

    @inline(__always)
    init(text: UnsafeRawPointer, node: UnsafePointer<JSONNode>) {
        self.text = text
        self.node = node
    }

    @inline(__always)
    private var start: Int { Int(node.pointee.start) }

    @inline(__always)
    private var byteCount: Int { Int(node.pointee.end &- node.pointee.start) }

    /// What it is.
    @inline(__always)
    package var kind: Kind {
        switch node.pointee.kind {
        case .null: .null
        case .true, .false: .boolean
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether it is the JSON `null`.
    package var isNull: Bool { node.pointee.kind == .null }

    /// The bytes of the value as received; of a string with its quotation marks.
    package var rawBytes: UnsafeRawBufferPointer {
        guard node.pointee.kind == .string else { return contentBytes }
        return UnsafeRawBufferPointer(start: text + start - 1, count: byteCount + 2)
    }

    /// The bytes between the quotation marks of a string, still with escapes.
    @inline(__always)
    var contentBytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: text + start, count: byteCount)
    }

    /// A boolean's value, nil for anything else.
    package var boolean: Bool? {
        switch node.pointee.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// A string's text, nil for anything else; a lone surrogate becomes U+FFFD.
    package var string: String? {
        guard node.pointee.kind == .string else { return nil }
        if !node.pointee.flags.contains(.escaped) { return String(decoding: contentBytes, as: UTF8.self) }
        return JSONUnescaping.string(contentBytes)
    }

    /// A number's digits as received, nil for anything else.
    package var numberText: String? {
        guard node.pointee.kind == .number else { return nil }
        return String(decoding: contentBytes, as: UTF8.self)
    }

    /// A number rounded to double precision, nil for anything else; infinite when it is too large.
    package var double: Double? {
        guard node.pointee.kind == .number else { return nil }
        if !node.pointee.flags.contains(.notPlain), let small = plainInteger { return Double(small) }
        return JSONNumber.double(contentBytes)
    }

    /// A number that is an integer in 64 bits, whatever way it is written (`20000.0`, `2e4`); else nil.
    package var exactInteger: Int64? {
        guard node.pointee.kind == .number else { return nil }
        if !node.pointee.flags.contains(.notPlain), let small = plainInteger { return small }
        return JSONNumber(contentBytes).integer
    }

    /// Up to 15 plain digits with an optional minus.
    private var plainInteger: Int64? {
        let text = contentBytes
        let isNegative = text.first == UInt8(ascii: "-")
        guard text.count <= 15 else { return nil }
        var value: Int64 = 0
        for offset in (isNegative ? 1 : 0)..<text.count { value = value &* 10 &+ Int64(text[offset] &- 0x30) }
        // `-0` is left to the slow path, as double precision knows it.
        if isNegative { return value == 0 ? nil : -value }
        return value
    }

    /// A string's length in code points after unescaping, a lone surrogate counting one; nil for anything else.
    package var codePointCount: Int? {
        guard node.pointee.kind == .string else { return nil }
        return node.pointee.flags.isEmpty ? contentBytes.count : JSONUnescaping.lengths(contentBytes).codePoints
    }

    /// A string's length in UTF-16 units after unescaping; nil for anything else.
    package var utf16Count: Int? {
        guard node.pointee.kind == .string else { return nil }
        return node.pointee.flags.isEmpty ? contentBytes.count : JSONUnescaping.lengths(contentBytes).utf16Units
    }

    /// Hands a string's UTF-8 to `body`, without escapes and with U+FFFD for lone surrogates; nothing for other values.
    @inline(__always)
    func withUnescaped<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        guard node.pointee.flags.contains(.escaped) else { return body(contentBytes) }
        return JSONUnescaping.generalizedUTF8(contentBytes, replacingSurrogates: true).withUnsafeBytes(body)
    }

    /// Whether this is a string with this text, escaped or not.
    @inline(__always)
    package func isString(equalTo key: JSONKey) -> Bool {
        guard node.pointee.kind == .string else { return false }
        if node.pointee.flags.contains(.escaped) { return JSONUnescaping.isEqual(contentBytes, to: key.text) }
        return key.matches(text + start, byteCount)
    }
}
