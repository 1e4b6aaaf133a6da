import AuditJournal

/// Name of a file that isn't published yet: `.vidimus-<offset or number>-<16 hexadecimal digits>.tmp`.
///
/// The leading dot hides it from readers that take `*.json`; the digits keep two servers that share a directory apart.
package struct TemporaryName: Sendable, Hashable {
    /// The name without a directory.
    package let text: String

    private static let prefix = ".vidimus-"
    private static let suffix = ".tmp"

    /// Names the file of the record at `offset` that the writer with this token is making.
    package init(offset: JournalOffset, token: UInt64) {
        let digits = String(token, radix: 16)
        text = Self.prefix + "\(offset)-" + String(repeating: "0", count: 16 - digits.count) + digits + Self.suffix
    }

    /// Names the file with this number that the writer with this token is making.
    package init(number: UInt64, token: UInt64) {
        self.init(offset: JournalOffset(number), token: token)
    }

    /// Takes `name` if it follows our pattern exactly.
    package init?(_ name: String) {
        guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix),
            name.utf8.count > Self.prefix.utf8.count + Self.suffix.utf8.count
        else { return nil }
        let parts = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
            .split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 16, let offset = UInt64(parts[0]),
            let token = UInt64(parts[1], radix: 16)
        else { return nil }
        self.init(offset: JournalOffset(offset), token: token)
        guard text == name else { return nil }
    }
}
