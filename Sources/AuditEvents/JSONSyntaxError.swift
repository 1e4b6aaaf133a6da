/// Why a text isn't JSON that we take.
package struct JSONSyntaxError: Error, Sendable, Hashable {
    /// What was wrong.
    package enum Reason: String, Sendable, Hashable {
        case empty = "the text is empty"
        case tooLarge = "the text is too large"
        case tooDeep = "more than 64 levels of nesting"
        case tooManyValues = "too many values"
        case unexpectedEnd = "the text ends too early"
        case unexpectedCharacter = "unexpected character"
        case expectedKey = "expected an object key"
        case expectedColon = "expected a colon"
        case trailingCharacters = "characters after the value"
        case invalidNumber = "invalid number"
        case invalidLiteral = "invalid literal"
        case invalidEscape = "invalid escape sequence"
        case controlCharacter = "unescaped control character in a string"
        case invalidUTF8 = "invalid UTF-8"
        case forbiddenKey = "forbidden object key"
    }

    /// Where it was found, in bytes from the start of the text.
    package let byteOffset: Int
    /// What was wrong; its raw value is English text for a log.
    package let reason: Reason

    /// Names a fault and its place.
    package init(byteOffset: Int, reason: Reason) {
        self.byteOffset = byteOffset
        self.reason = reason
    }
}
