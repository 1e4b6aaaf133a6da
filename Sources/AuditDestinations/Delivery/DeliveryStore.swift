import AuditJournal

/// What a delivery has to remember on stable storage: its cursor and its dead letters.
package protocol DeliveryStore: Sendable {
    /// Returns the cursor, or nil when there is none yet.
    func loadCursor() throws(DeliveryStoreError) -> Cursor?

    /// Replaces the cursor as a whole; durable on return.
    func save(_ cursor: Cursor) throws(DeliveryStoreError)

    /// Appends those letters whose offsets aren't there yet, looking back no further than `batchStart`; durable on return.
    ///
    /// After a throw any number of whole letters may be there, so the call can be repeated.
    func bury(_ letters: [DeadLetter], batchStart: JournalOffset) throws(DeliveryStoreError)

    /// Counts the dead letters.
    func deadLetterCount() throws(DeliveryStoreError) -> Int
}
