/// Builds a JSON text, front to back.
///
/// Commas, colons and indentation come by themselves. The caller sees to it that what it opens is closed and that
/// inside an object a key stands before each value.
package struct JSONWriter {
    /// How the text is laid out.
    package enum Layout: Sendable {
        /// No white space at all.
        case compact
        /// Two spaces a level, one value a line, as `JSON.stringify(value, null, 2)`.
        case indented
    }

    /// The text so far.
    package private(set) var bytes: [UInt8]
    private let layout: Layout
    /// For each open container whether it has contents.
    private var openContainers: [Bool] = []
    private var isAfterKey = false

    /// Starts a text, appended to `bytes`.
    package init(_ layout: Layout = .compact, appendingTo bytes: [UInt8] = []) {
        self.layout = layout
        self.bytes = bytes
    }

    /// The text so far, decoded.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Opens an object.
    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes the object that was opened last.
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array.
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes the array that was opened last.
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a key; its value comes next.
    package mutating func key(_ name: String) {
        separate()
        JSONText.append(name, to: &bytes)
        endKey()
    }

    /// Writes a string.
    package mutating func string(_ text: String) {
        separate()
        JSONText.append(text, to: &bytes)
    }

    /// Writes a number.
    package mutating func integer(_ value: Int64) {
        separate()
        JSONText.append(value, to: &bytes)
    }

    /// Writes `true` or `false`.
    package mutating func boolean(_ value: Bool) {
        separate()
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    /// Writes `null`.
    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes bytes that are a JSON value already, as they are.
    package mutating func raw(_ value: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: value)
    }

    /// Writes a scanned value in this layout: white space and escapes are normalised, numbers keep their digits.
    ///
    /// Keys keep their order and duplicates stay. A lone surrogate is written as the escape that it was.
    package mutating func value(_ value: JSONValue) {
        var position = value.node
        let end = position + Int(position.pointee.span)
        var closing: [(nodeEnd: UnsafePointer<JSONNode>, isObject: Bool)] = []
        var expectsKey = false
        while position < end {
            let current = JSONValue(text: value.text, node: position)
            position += 1
            if expectsKey {
                separate()
                JSONText.append(stringContent: current, to: &bytes)
                endKey()
                expectsKey = false
                continue
            }
            switch current.kind {
            case .object, .array:
                let isObject = current.kind == .object
                if isObject { beginObject() } else { beginArray() }
                closing.append((current.node + Int(current.node.pointee.span), isObject))
            case .string:
                separate()
                JSONText.append(stringContent: current, to: &bytes)
            case .number, .boolean, .null:
                raw(current.rawBytes)
            }
            while let last = closing.last, last.nodeEnd == position {
                if last.isObject { endObject() } else { endArray() }
                closing.removeLast()
            }
            expectsKey = closing.last?.isObject ?? false
        }
    }

    private mutating func endKey() {
        bytes.append(UInt8(ascii: ":"))
        if layout == .indented { bytes.append(0x20) }
        isAfterKey = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        openContainers.append(false)
    }

    private mutating func close(_ bracket: UInt8) {
        precondition(!openContainers.isEmpty && !isAfterKey, "only what was opened is closed, after a whole member")
        if openContainers.removeLast() { newLine() }
        bytes.append(bracket)
    }

    /// Writes what stands between the last thing and the next one.
    private mutating func separate() {
        if isAfterKey {
            isAfterKey = false
        } else if let hasContents = openContainers.last {
            if hasContents { bytes.append(UInt8(ascii: ",")) }
            openContainers[openContainers.count - 1] = true
            newLine()
        }
    }

    private mutating func newLine() {
        guard layout == .indented else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * openContainers.count))
    }
}
