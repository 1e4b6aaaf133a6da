import AuditDestinations
import AuditJournal

/// A store whose durable steps a ``KillSwitch`` can stop, and that tells when a cursor is reached.
package struct FaultyDeliveryStore: DeliveryStore {
    private let inner: any DeliveryStore
    private let killSwitch: KillSwitch
    private let target: JournalOffset
    private let reached: Latch

    /// Wraps `inner`; opens `reached` when the cursor passed everything before `target`.
    package init(_ inner: any DeliveryStore, killSwitch: KillSwitch, target: JournalOffset, reached: Latch) {
        self.inner = inner
        self.killSwitch = killSwitch
        self.target = target
        self.reached = reached
    }

    package func loadCursor() throws(DeliveryStoreError) -> Cursor? {
        let cursor = try inner.loadCursor()
        if let cursor, cursor.next >= target, cursor.pending == nil { reached.open() }
        return cursor
    }

    package func save(_ cursor: Cursor) throws(DeliveryStoreError) {
        try step(cursor.pending == nil ? "confirm" : "announce") { () throws(DeliveryStoreError) in
            try inner.save(cursor)
        }
        if cursor.next >= target, cursor.pending == nil { reached.open() }
    }

    package func bury(_ letters: [DeadLetter], batchStart: JournalOffset) throws(DeliveryStoreError) {
        try step("bury") { () throws(DeliveryStoreError) in
            try inner.bury(letters, batchStart: batchStart)
        }
    }

    package func deadLetterCount() throws(DeliveryStoreError) -> Int { try inner.deadLetterCount() }

    private func step(_ name: String, _ body: () throws(DeliveryStoreError) -> Void) throws(DeliveryStoreError) {
        switch killSwitch.pass(name) {
        case .proceed: return try body()
        case .failWithoutDoing: break
        case .doAndFail: try body()
        }
        throw DeliveryStoreError(reason: "killed at \(name)")
    }
}
