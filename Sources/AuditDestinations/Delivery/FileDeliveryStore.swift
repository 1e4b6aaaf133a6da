import AuditJournal

/// Cursor and dead letters of one destination in the data directory.
package struct FileDeliveryStore: DeliveryStore {
    private let name: String
    private let cursors: CursorStore
    private let folder: String
    private let deadLetters: DeadLetterFile

    /// Uses `cursors/<name>.json` and `dead-letters/<name>.jsonl` in `directory`.
    ///
    /// - Throws: When the folder for cursors can't be made.
    package init(name: String, directory: DataDirectory) throws(DeliveryStoreError) {
        self.name = name
        do {
            cursors = try CursorStore(directory: directory)
        } catch {
            throw DeliveryStoreError(reason: "cursor of \(name): \(error)")
        }
        folder = directory.deadLetters
        deadLetters = DeadLetterFile(path: "\(folder)/\(name).jsonl")
    }

    package func loadCursor() throws(DeliveryStoreError) -> Cursor? {
        do {
            return try cursors.load(name)
        } catch {
            throw DeliveryStoreError(reason: "\(error)")
        }
    }

    package func save(_ cursor: Cursor) throws(DeliveryStoreError) {
        do {
            try cursors.save(cursor, for: name)
        } catch {
            throw DeliveryStoreError(reason: "cursor of \(name): \(error)")
        }
    }

    package func bury(_ letters: [DeadLetter], batchStart: JournalOffset) throws(DeliveryStoreError) {
        do {
            try DataDirectory.make(folder)
            try deadLetters.append(letters, batchStart: batchStart)
        } catch {
            throw DeliveryStoreError(reason: "dead letters of \(name): \(error)")
        }
    }

    package func deadLetterCount() throws(DeliveryStoreError) -> Int {
        do {
            return try deadLetters.count()
        } catch {
            throw DeliveryStoreError(reason: "dead letters of \(name): \(error)")
        }
    }
}
