import AuditEvents

/// Bounds and sizes of a journal; the defaults are meant for production.
package struct JournalSettings: Sendable {
    /// A new segment begins when the next group would make this one longer.
    package var segmentBytes = 128 << 20

    /// Queued calls are taken into one group up to this many bytes; a single bigger call is a group of its own.
    package var groupBytes = 8 << 20

    /// The open segment is filled with zeros ahead in steps of this many bytes, so that most syncs write no metadata.
    package var zeroFillBytes = 1 << 20

    /// Bytes that may wait for the writer; beyond, ``JournalRefusal/queueFull(limitBytes:)``.
    package var queueBytes = 64 << 20

    /// Bytes of one group that are compared by JSON value with what is stored; at least one submission is.
    ///
    /// Only a known id with other bytes needs it, which is rare; many at once must not keep the others waiting.
    package var comparisonBytes = 256 << 10

    /// Memory for the filters and fences of sealed segments; beyond, the oldest are read from disk when asked.
    package var filterBytes = 64 << 20

    /// After a failure and without new work, the writer tries this often whether the disk works again.
    package var retryInterval = Duration.seconds(1)

    /// Whether two different byte sequences are the same JSON value; decides between duplicate and conflict.
    package var sameContent: @Sendable (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool = {
        JSONEquality.sameValue($0, $1)
    }

    /// The defaults.
    package init() {}
}
