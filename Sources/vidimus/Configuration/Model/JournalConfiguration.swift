/// Sizes of the journal: `Vidimus.journal`.
package struct JournalConfiguration: Sendable, Hashable {
    /// Size in bytes at which a new segment begins; default 128 MiB.
    package var segmentBytes: Int

    /// Bytes that may wait to be written; default 64 MiB.
    package var queueBytes: Int

    init(_ block: ConfigurationView) {
        self.segmentBytes = block.integer("segmentBytes")
        self.queueBytes = block.integer("queueBytes")
    }
}
