/// Evidence that is not what was written: where, and what is wrong there.
package struct SegmentDamage: Error, Sendable, Hashable, CustomStringConvertible {
    /// Name of the file in the journal folder.
    package let file: String
    /// Position in the file, counted from 0.
    package let byte: Int
    /// Record that should be there.
    package let offset: JournalOffset?
    /// What is wrong, in words.
    package let reason: String

    /// Names a place and what is wrong there.
    package init(file: String, byte: Int, offset: JournalOffset?, reason: String) {
        self.file = file
        self.byte = byte
        self.offset = offset
        self.reason = reason
    }

    /// One line: file, byte, offset, reason.
    package var description: String {
        let record = offset.map { ", record \($0)" } ?? ""
        return "\(file), byte \(byte)\(record): \(reason)"
    }
}
