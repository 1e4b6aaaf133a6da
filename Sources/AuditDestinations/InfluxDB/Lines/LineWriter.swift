/// Writes points as lines of InfluxDB's line protocol.
///
/// ```text
/// audit_event,appId=app1,eventType=object.view.duration durationMs=12.5,offset=7.0 1772988381181000007
/// ```
package struct LineWriter {
    /// Most bytes that measurement and tags of a line may have; a database refuses longer ones.
    package static let maximumKeyBytes = 65_535

    /// Most bytes of the text of a tag; cut further where many long ones come together.
    package static let maximumTagBytes = 4_096

    /// Most bytes of a text field.
    package static let maximumFieldBytes = 1 << 20

    /// A tag is never cut below this for the sake of the key; a key that is then still too long is left as it is.
    private static let minimumTagBytes = 64

    private let dialect: LineDialect

    /// Writes for databases that read backslashes so.
    package init(_ dialect: LineDialect) {
        self.dialect = dialect
    }

    /// Returns the line without a line feed.
    ///
    /// Tags are sorted by key, as databases want it.
    package func line(_ point: LinePoint) -> [UInt8] {
        precondition(!point.fields.isEmpty, "a database refuses a point without fields")
        var bytes = key(point)
        var separator = UInt8(ascii: " ")
        for field in point.fields {
            bytes.append(separator)
            separator = UInt8(ascii: ",")
            appendEscaped(LineText.visible(field.key), isMeasurement: false, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            append(field.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: " "))
        bytes += "\(point.nanoseconds)".utf8
        return bytes
    }

    private func key(_ point: LinePoint) -> [UInt8] {
        let tags = point.tags.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var maximumBytes = Self.maximumTagBytes
        while true {
            let bytes = key(point.measurement, tags, maximumTagBytes: maximumBytes)
            if bytes.count <= Self.maximumKeyBytes || maximumBytes <= Self.minimumTagBytes { return bytes }
            maximumBytes /= 2
        }
    }

    private func key(_ measurement: String, _ tags: [LinePoint.Tag], maximumTagBytes: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        appendEscaped(LineText.visible(measurement), isMeasurement: true, to: &bytes)
        for tag in tags {
            bytes.append(UInt8(ascii: ","))
            appendEscaped(LineText.visible(tag.key), isMeasurement: false, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            let value = LineText.shortened(LineText.visible(tag.value), maximumBytes: maximumTagBytes)
            appendEscaped(value, isMeasurement: false, to: &bytes)
        }
        return bytes
    }

    private func appendEscaped(_ text: String, isMeasurement: Bool, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: " "): bytes.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "=") where !isMeasurement: bytes.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "\\") where dialect == .doubledBackslash: bytes.append(UInt8(ascii: "\\"))
            default: break
            }
            bytes.append(byte)
        }
    }

    private func append(_ value: LineFieldValue, to bytes: inout [UInt8]) {
        switch value {
        case .boolean(let value): bytes += (value ? "true" : "false").utf8
        case .number(let value): bytes += Self.text(of: value).utf8
        case .string(let text):
            bytes.append(UInt8(ascii: "\""))
            for byte in LineText.shortened(LineText.withoutZeros(text), maximumBytes: Self.maximumFieldBytes).utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// The shortest text that gives the same number, always with a point: not every parser takes `-1e+300`.
    private static func text(of value: Double) -> String {
        precondition(value.isFinite, "JSON has finite numbers only")
        let text = value.description
        guard !text.utf8.contains(UInt8(ascii: ".")), let exponent = text.firstIndex(of: "e") else { return text }
        return "\(text[..<exponent]).0\(text[exponent...])"
    }
}
