extension JournalReadError {
    /// Calls `body` and names a failure of the disk as one of reading.
    static func wrapping<Answer>(
        _ body: () throws(StorageError) -> Answer
    ) throws(JournalReadError) -> Answer {
        do throws(StorageError) {
            return try body()
        } catch {
            throw .storage(error)
        }
    }
}
