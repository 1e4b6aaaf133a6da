import MerkleLog

/// The files with checkpoints, as they were at one moment.
struct PublishedCheckpoints {
    /// The file with all that were ever published.
    let history: any SegmentFile
    /// Bytes of it that are looked at.
    let historyBytes: Int
    /// What the file with the newest one holds; nil when there is none.
    let newest: [UInt8]?
    /// Bytes of the history before the newest one was read.
    private let earlierBytes: Int

    /// Opens the files; nil when there is neither.
    init?(_ storage: any SegmentStorage) throws(StorageError) {
        do throws(StorageError) {
            history = try storage.open(CheckpointHistory.name, writable: false)
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
        // A server appends to the history first, and then shows the newest: so, looked at in this order, the newest is
        // the last or the last but one of the first look, or a later one.
        earlierBytes = try history.size()
        do throws(StorageError) {
            newest = try DurableFile.read(
                LogSnapshot.fileName,
                in: storage,
                maximumBytes: CheckpointHistory.maximumCheckpointBytes
            )
        } catch {
            guard error.isNotFound else { throw error }
            newest = nil
        }
        historyBytes = try history.size()
    }

    /// Keeps, of the checkpoints of the history seen so far, those that may be the newest one that was read.
    ///
    /// Those are the last two of the first look, for a crash or a moment may lie between appending and showing, and all
    /// that came after it.
    func keepCandidates(_ candidates: inout [[UInt8]], adding element: StoredCheckpoints.Element) {
        let end = element.position + element.bytes.count + 1
        if end <= earlierBytes, candidates.count == 2 { candidates.removeFirst() }
        candidates.append(element.bytes)
    }
}
