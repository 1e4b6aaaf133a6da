/// Names of the files in the journal folder: 20 digits of the first offset, and what it is.
package enum SegmentName {
    /// `00000000000000000000.segment`.
    package static func segment(_ firstOffset: JournalOffset) -> String { digits(firstOffset) + ".segment" }

    /// `00000000000000000000.ids`.
    package static func ids(_ firstOffset: JournalOffset) -> String { digits(firstOffset) + ".ids" }

    /// Name under which a file is written before it is complete: a leading dot and `.tmp`.
    static func temporary(_ name: String) -> String { ".\(name).tmp" }

    /// Whether `name` is a left-over of a write that never finished.
    static func isTemporary(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".tmp") }

    /// First offset of the segment that `name` names; nil for any other name.
    package static func firstOffset(ofSegment name: String) -> JournalOffset? {
        firstOffset(of: name, suffix: ".segment")
    }

    /// First offset of the segment whose id file `name` names; nil for any other name.
    static func firstOffset(ofIDs name: String) -> JournalOffset? {
        firstOffset(of: name, suffix: ".ids")
    }

    private static func firstOffset(of name: String, suffix: String) -> JournalOffset? {
        guard name.hasSuffix(suffix), name.utf8.count == 20 + suffix.utf8.count else { return nil }
        let digits = name.utf8.prefix(20)
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt64(name.prefix(20)).map(JournalOffset.init).flatMap { $0 <= JournalOffset.maximum ? $0 : nil }
    }

    private static func digits(_ offset: JournalOffset) -> String {
        let text = String(offset.rawValue)
        return String(repeating: "0", count: 20 - text.utf8.count) + text
    }
}
