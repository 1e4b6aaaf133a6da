import MerkleLog

/// Checks at a start that the newest checkpoint, the tiles and the journal belong together.
struct LogCheck {
    /// Newest covered records that are compared with the journal: one tile of leaves.
    private static let comparedLeaves = UInt64(TileCoordinate.fullWidth)

    let tiles: TileFiles
    let source: any LeafSource
    let keys: LogKeys

    /// The newest checkpoint that was published or about to be; nil when there is none.
    ///
    /// `kept` is the last one of the history, `shown` the one in its own file, which is never ahead.
    func newest(of kept: [UInt8]?, shown: SignedCheckpoint?) throws(LogOpenError) -> SignedCheckpoint? {
        let last: SignedCheckpoint?
        do throws(CheckpointError) {
            if let kept { last = try SignedCheckpoint(parsing: kept) } else { last = nil }
        } catch {
            throw .unreadableCheckpoint(file: CheckpointHistory.name, reason: "\(error)")
        }
        if let last { try verify(last, file: CheckpointHistory.name) }
        guard let shown else { return last }
        try verify(shown, file: LogSnapshot.fileName)
        let published = shown.checkpoint.size
        guard let last, last.checkpoint.size >= published else {
            throw .historyCut(published: published, kept: last?.checkpoint.size ?? 0)
        }
        if last.checkpoint.size == published, last.checkpoint.root != shown.checkpoint.root {
            throw .forked(size: published)
        }
        return last
    }

    /// The right edge of the tree, when tiles and journal agree with `checkpoint`.
    func grower(for checkpoint: Checkpoint) throws(LogOpenError) -> TreeGrower {
        guard checkpoint.size <= source.end.rawValue else {
            throw .journalShortened(covered: checkpoint.size, end: source.end)
        }
        let grower: TreeGrower
        do throws(TileReadError) {
            grower = try TreeGrower(size: checkpoint.size) { coordinate throws(TileReadError) in
                try tiles.tile(coordinate)
            }
        } catch {
            throw Self.error(error, size: checkpoint.size)
        }
        guard grower.root == checkpoint.root else {
            throw .damagedTiles(size: checkpoint.size, reason: "the right edge gives another root")
        }
        try compareNewestLeaves(size: checkpoint.size)
        return grower
    }

    /// The newest covered leaves are those of the journal's records.
    private func compareNewestLeaves(size: UInt64) throws(LogOpenError) {
        let start = size - min(size, Self.comparedLeaves)
        var next = start
        while next < size {
            let index = next / UInt64(TileCoordinate.fullWidth)
            guard let coordinate = TreeLayout.tile(level: 0, index: index, size: size) else { return }
            let hashes: [TreeHash]
            do throws(TileReadError) {
                hashes = try tiles.tile(coordinate).hashes
            } catch {
                throw Self.error(error, size: size)
            }
            let place = Int(next % UInt64(TileCoordinate.fullWidth))
            let entries: [LogEntry]
            do throws(JournalReadError) {
                entries = try source.entries(from: JournalOffset(next), maximumCount: hashes.count - place)
            } catch {
                throw .journal(error)
            }
            guard !entries.isEmpty else { throw .journalShortened(covered: size, end: source.end) }
            for (entry, hash) in zip(entries, hashes[place...]) where entry.leafHash != hash {
                throw .recordChanged(entry.offset)
            }
            next += UInt64(entries.count)
        }
    }

    /// Whether bytes of the history are a checkpoint that this log signed.
    func isWhole(_ bytes: [UInt8]) -> Bool {
        do throws(CheckpointError) {
            _ = try SignedCheckpoint(parsing: bytes).verify(logKeys: keys.verifiers)
            return true
        } catch {
            return false
        }
    }

    private func verify(_ checkpoint: SignedCheckpoint, file: String) throws(LogOpenError) {
        do throws(CheckpointError) {
            _ = try checkpoint.verify(logKeys: keys.verifiers)
        } catch {
            throw .unreadableCheckpoint(file: file, reason: "\(error)")
        }
    }

    private static func error(_ error: TileReadError, size: UInt64) -> LogOpenError {
        switch error {
        case .storage(let error): .storage(error)
        case .missing(let coordinate): .damagedTiles(size: size, reason: "\(coordinate) is missing")
        }
    }
}
