/// What a destination loop reads: durable records in order.
package protocol RecordSource: Sendable {
    /// First offset not yet durable.
    var end: JournalOffset { get }

    /// Durable records from `offset`, in order and without gaps; empty at the end.
    ///
    /// At most `maximumCount` records and `maximumBytes` bytes of JSON, but at least one record if there is any.
    func records(
        from offset: JournalOffset,
        maximumCount: Int,
        maximumBytes: Int
    ) async throws(JournalReadError) -> [JournalRecord]

    /// Returns once `end` is greater than `offset`, or throws `CancellationError`.
    func waitForRecords(beyond offset: JournalOffset) async throws
}
