/// A Qlik user as the extension names it, with directory and id where the form tells them.
///
/// Three forms are understood: `UserDirectory=LAB; UserId=anna`, `LAB; UserId=anna` and `LAB\anna`. Anything else, an
/// e-mail address for instance, has neither part, and so has `N/A`. Same rules as Butler SOS.
package struct UserIdentity: Sendable, Hashable {
    /// The whole text, trimmed; nil when there is none.
    package let user: String?
    /// The user directory.
    package let directory: String?
    /// The id within the directory.
    package let id: String?

    /// Reads the text of `payload.context.user`; nil when that isn't a string.
    package init(_ text: String?) {
        let trimmed = UserIdentity.trimmed(text ?? "")
        guard let trimmed else {
            user = nil
            directory = nil
            id = nil
            return
        }
        user = trimmed
        if trimmed.lowercased() == "n/a" {
            directory = nil
            id = nil
        } else if trimmed.utf8.contains(UInt8(ascii: ";")) {
            (directory, id) = UserIdentity.parts(trimmed)
        } else if let backslash = trimmed.utf8.firstIndex(of: UInt8(ascii: "\\")) {
            directory = UserIdentity.trimmed(trimmed[..<backslash])
            id = UserIdentity.trimmed(trimmed[trimmed.utf8.index(after: backslash)...])
        } else {
            directory = nil
            id = nil
        }
    }

    /// Reads parts separated by semicolons; a later one overwrites, one without a key is the directory if none is set.
    private static func parts(_ text: String) -> (directory: String?, id: String?) {
        var directory: String?
        var id: String?
        for part in text.utf8.split(separator: UInt8(ascii: ";")) {
            guard let part = trimmed(Substring(part)) else { continue }
            guard let equals = part.utf8.firstIndex(of: UInt8(ascii: "=")) else {
                directory = directory ?? part
                continue
            }
            let value = trimmed(part[part.utf8.index(after: equals)...])
            switch trimmed(part[..<equals])?.lowercased() {
            case "userdirectory": directory = value
            case "userid": id = value
            default: break
            }
        }
        return (directory, id)
    }

    /// The text without outer white space, nil when nothing is left.
    private static func trimmed(_ text: some StringProtocol) -> String? {
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, ECMAScriptNumber.isSpace(first) { scalars.removeFirst() }
        while let last = scalars.last, ECMAScriptNumber.isSpace(last) { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }
}
