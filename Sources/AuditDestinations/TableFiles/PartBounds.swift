/// How large a part may become.
package struct PartBounds: Sendable, Hashable {
    /// Most positions of the journal.
    package let maximumRecords: Int
    /// Most bytes of envelopes; a single larger one makes a part of its own.
    package let maximumBytes: Int

    /// Sets both bounds.
    package init(maximumRecords: Int, maximumBytes: Int) {
        precondition(maximumRecords > 0 && maximumBytes > 0, "a part has at least one record")
        self.maximumRecords = maximumRecords
        self.maximumBytes = maximumBytes
    }
}
