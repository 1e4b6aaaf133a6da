/// A checkpoint that somebody kept outside of the data directory.
package struct SavedCheckpoint: Sendable {
    /// The signed note.
    package let bytes: [UInt8]
    /// Where it is from, for messages.
    package let source: String

    /// Names a copy.
    package init(bytes: [UInt8], source: String) {
        self.bytes = bytes
        self.source = source
    }
}
