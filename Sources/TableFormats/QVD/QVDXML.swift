/// Builds the XML text of a header in an engine's layout: CR LF after every line, empty elements written open-close.
struct QVDXML {
    /// The text so far.
    private(set) var bytes: [UInt8] = []

    /// Starts with the XML declaration.
    init() {
        line(indent: 0, #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#)
    }

    /// Writes an element with text on one line.
    mutating func element(_ name: String, _ text: String, indent: Int) {
        begin(indent: indent)
        bytes.append(contentsOf: "<\(name)>\(Self.escaped(text))</\(name)>\r\n".utf8)
    }

    /// Writes an element around what `content` writes; one without content takes one line.
    mutating func element(_ name: String, indent: Int, isEmpty: Bool = false, content: (inout QVDXML) -> Void) {
        guard !isEmpty else { return element(name, "", indent: indent) }
        line(indent: indent, "<\(name)>")
        content(&self)
        line(indent: indent, "</\(name)>")
    }

    /// Whether XML 1.0 can hold the character at all.
    static func canHold(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD: true
        case 0...0x1F, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// Text in which markup is escaped and what XML can't hold is replaced visibly.
    ///
    /// Control characters become their pictures (U+2400…U+241F), U+FFFE and U+FFFF become U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case _ where canHold(scalar): escaped.append(scalar)
            case _ where scalar.value < 0x20: escaped.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
            default: escaped.append("\u{FFFD}")
            }
        }
        return String(escaped)
    }

    private mutating func line(indent: Int, _ text: String) {
        begin(indent: indent)
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: "\r\n".utf8)
    }

    private mutating func begin(indent: Int) {
        bytes.append(contentsOf: repeatElement(0x20, count: indent))
    }
}
