/// A line of the band above a picture, `KEY: value`, safe to show and to store as text.
package struct CaptionLine: Sendable, Hashable {
    /// Characters a value keeps; Unicode scalars before anything is made visible.
    package static let maximumCharacters = 1024

    /// What the value is, such as `APP NAME`.
    package let key: String
    /// The value, with everything made visible that could hide or reorder text.
    package let value: String

    /// Makes a line; a missing or empty value becomes `n/a`.
    ///
    /// Longer values end with `…`. Control characters, line ends, and the marks that change the direction of text are
    /// shown by their number, such as `[U+202E]`, so that no value can pass for a line of its own or turn another around.
    ///
    /// - Parameters:
    ///   - key: 1…79 characters of printable ASCII.
    ///   - value: Any text.
    package init(_ key: String, _ value: String?) {
        precondition(
            (1...79).contains(key.utf8.count) && key.utf8.allSatisfy { (0x20...0x7E).contains($0) },
            "a key is short ASCII"
        )
        self.key = key
        self.value = value.flatMap { $0.isEmpty ? nil : Self.visible($0) } ?? "n/a"
    }

    private static func visible(_ text: String) -> String {
        var result = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            guard index < maximumCharacters else { return result + "…" }
            if isDeceptive(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "[U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a scalar shows nothing itself but changes how others are shown or broken into lines.
    ///
    /// The joiners U+200C and U+200D are not among them: Persian, Indic scripts and emoji need them.
    private static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        // Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        // Invisible: zero width space, line and paragraph separators, word joiner, deprecated formats, tags.
        case 0x200B, 0x2028, 0x2029, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
        default: false
        }
    }
}
