/// A text that must never be printed, logged or quoted.
///
/// Its descriptions and its mirror show `**********`; only ``reveal()`` gives the text away.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Wraps `value`.
    package init(_ value: String) {
        self.value = value
    }

    /// The text itself, for the one place that needs it.
    package func reveal() -> String { value }

    /// Whether the text is empty.
    package var isEmpty: Bool { value.isEmpty }

    /// Whether the text begins or ends with white space.
    package var hasOuterWhitespace: Bool {
        value.first?.isWhitespace == true || value.last?.isWhitespace == true
    }

    /// The first control character, which no header can carry.
    package var controlCharacter: Unicode.Scalar? {
        value.unicodeScalars.first { $0.properties.generalCategory == .control }
    }

    /// Ten asterisks.
    package var description: String { "**********" }

    /// Ten asterisks.
    package var debugDescription: String { description }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
