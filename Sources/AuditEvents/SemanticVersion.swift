/// A complete semantic version (semver.org 2.0.0); build metadata is read and forgotten.
///
/// Only what range checks without pre-releases need: whether there is a pre-release, not its order.
struct SemanticVersion: Sendable, Hashable, Comparable {
    /// Texts longer than this, in bytes, are not versions; the bound of node-semver.
    static let maximumByteCount = 256
    /// Larger components are not versions; ECMAScript's largest safe integer, as in node-semver.
    static let maximumComponent = 9_007_199_254_740_991

    let major: Int
    let minor: Int
    let patch: Int
    let isPrerelease: Bool

    init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
        isPrerelease = false
    }

    /// Reads a version; a leading `v` and outer white space are tolerated, anything incomplete gives nil.
    init?(_ text: String) {
        guard text.utf8.count <= SemanticVersion.maximumByteCount else { return nil }
        var rest = text.unicodeScalars[...]
        while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
        while rest.last?.properties.isWhitespace == true { rest.removeLast() }
        if rest.first == "v" { rest.removeFirst() }
        var bytes = Substring(rest).utf8
        guard let major = SemanticVersion.takeNumber(&bytes), bytes.popFirst() == 0x2E,
            let minor = SemanticVersion.takeNumber(&bytes), bytes.popFirst() == 0x2E,
            let patch = SemanticVersion.takeNumber(&bytes)
        else { return nil }
        var prerelease = false
        if bytes.first == 0x2D {
            bytes.removeFirst()
            guard SemanticVersion.takeIdentifiers(&bytes, numbersAreStrict: true) else { return nil }
            prerelease = true
        }
        if bytes.first == 0x2B {
            bytes.removeFirst()
            guard SemanticVersion.takeIdentifiers(&bytes, numbersAreStrict: false) else { return nil }
        }
        guard bytes.isEmpty else { return nil }
        self.major = major
        self.minor = minor
        self.patch = patch
        isPrerelease = prerelease
    }

    static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    /// Takes digits without a leading zero.
    private static func takeNumber(_ bytes: inout Substring.UTF8View) -> Int? {
        let digits = bytes.prefix { (0x30...0x39).contains($0) }
        guard let first = digits.first, digits.count == 1 || first != 0x30, digits.count <= 16 else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard value <= maximumComponent else { return nil }
        bytes = bytes[digits.endIndex...]
        return value
    }

    /// Takes identifiers separated by dots, up to `+` or the end.
    private static func takeIdentifiers(_ bytes: inout Substring.UTF8View, numbersAreStrict: Bool) -> Bool {
        let text = bytes.prefix { $0 != 0x2B }
        bytes = bytes[text.endIndex...]
        return text.split(separator: 0x2E, omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.first else { return false }
            let isNumber = part.allSatisfy { (0x30...0x39).contains($0) }
            if numbersAreStrict, isNumber, first == 0x30, part.count > 1 { return false }
            return part.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
            }
        }
    }
}
