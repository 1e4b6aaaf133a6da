/// The prefix of a virtual proxy: lower-case segments such as `analytics` or `a/b`, or nothing for the default one.
///
/// Source: help.qlik.com, "Virtual proxies" (Feb 2023): slashes within, none at the ends, lower-case letters, no `#`.
package struct SitePrefix: Sendable, Hashable, CustomStringConvertible {
    /// The default virtual proxy, which has no prefix.
    package static let `default` = SitePrefix(segments: [])

    /// What stands between the slashes.
    package let segments: [String]

    private init(segments: [String]) {
        self.segments = segments
    }

    /// Reads a prefix; nil unless every segment has only `a-z`, `0-9`, `.`, `_`, `~`, `-` and isn't `.` or `..`.
    package init?(_ text: String) {
        guard !text.isEmpty else {
            self = .default
            return
        }
        let segments = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard segments.allSatisfy(Self.isSegment) else { return nil }
        self.segments = segments
    }

    /// The form without slashes at the ends.
    package var description: String { segments.joined(separator: "/") }

    /// What comes before the path of a resource: empty, or with a slash in front.
    package var path: String { segments.isEmpty ? "" : "/\(self)" }

    private static func isSegment(_ text: String) -> Bool {
        !text.isEmpty && text != "." && text != ".."
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "-"): true
                default: false
                }
            }
    }
}
