import AuditDestinations
import AuditJournal
import Synchronization

/// Cursor and dead letters in memory; survives simulated restarts when it is handed on.
package final class InMemoryDeliveryStore: DeliveryStore {
    private struct State {
        var cursor: Cursor?
        var saved: [Cursor] = []
        var letters: [DeadLetter] = []
    }

    private let state = Mutex(State())

    /// Starts without a cursor, or with this one.
    package init(cursor: Cursor? = nil) {
        state.withLock { $0.cursor = cursor }
    }

    /// Every cursor saved, in order.
    package var saved: [Cursor] { state.withLock { $0.saved } }

    /// The dead letters in the order of the file.
    package var letters: [DeadLetter] { state.withLock { $0.letters } }

    package func loadCursor() throws(DeliveryStoreError) -> Cursor? { state.withLock { $0.cursor } }

    package func save(_ cursor: Cursor) throws(DeliveryStoreError) {
        state.withLock {
            $0.cursor = cursor
            $0.saved.append(cursor)
        }
    }

    package func bury(_ letters: [DeadLetter], batchStart: JournalOffset) throws(DeliveryStoreError) {
        state.withLock { state in
            let known = Set(state.letters.lazy.map(\.offset).filter { $0 >= batchStart })
            state.letters += letters.filter { !known.contains($0.offset) }
        }
    }

    package func deadLetterCount() throws(DeliveryStoreError) -> Int { state.withLock { $0.letters.count } }
}
