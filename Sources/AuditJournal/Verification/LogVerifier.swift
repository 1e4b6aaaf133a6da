import MerkleLog

/// Checks the log of a data directory against its records: stored hashes, checkpoints, and copies kept elsewhere.
///
/// Every checkpoint that was ever published is verified: its signature, that it follows the one before, and that the
/// records give its root. It looks at what had been published when it was made, so it may run beside a server.
package struct LogVerifier {
    private let keys: LogKeys
    private let published: PublishedCheckpoints
    private var history: StoredCheckpoints
    private var tree: TreeCheck
    /// Kept elsewhere, the smallest last.
    private var saved: [ExpectedCheckpoint]
    /// The next one of the history.
    private var upcoming: ExpectedCheckpoint?
    /// The newest one of the history so far.
    private var last: ExpectedCheckpoint?
    /// Those of the history that may be the one that is shown.
    private var candidates: [[UInt8]] = []

    /// Checkpoints of the history that were verified.
    package private(set) var checkpoints = 0
    /// Everything that is wrong so far.
    package private(set) var findings: [SegmentDamage] = []

    /// Opens the log of a data directory; nil when it has none.
    ///
    /// `keys` are the public keys of the log, from where they are trusted; `saved` are checkpoints that were kept
    /// elsewhere, whose signatures are verified too.
    package init?(
        _ directory: DataDirectory,
        keys: LogKeys,
        saved: [SavedCheckpoint] = []
    ) throws(StorageError) {
        try self.init(PosixStorage(path: directory.log), keys: keys, saved: saved)
    }

    /// The same for a log folder.
    package init?(
        _ storage: any SegmentStorage,
        keys: LogKeys,
        saved: [SavedCheckpoint] = []
    ) throws(StorageError) {
        guard let published = try PublishedCheckpoints(storage) else { return nil }
        self.keys = keys
        self.published = published
        history = StoredCheckpoints(published.history, size: published.historyBytes)
        var expected: [ExpectedCheckpoint] = []
        for copy in saved {
            switch ExpectedCheckpoint.reading(copy.bytes, source: copy.source, byte: 0, keys: keys) {
            case .success(let checkpoint): expected.append(checkpoint)
            case .failure(let damage): findings.append(damage)
            }
        }
        self.saved = expected.sorted { $0.size > $1.size }
        var size: UInt64 = 0
        if let bytes = published.newest {
            switch ExpectedCheckpoint.reading(bytes, source: LogSnapshot.fileName, byte: 0, keys: keys) {
            case .success(let checkpoint): size = checkpoint.size
            case .failure(let damage): findings.append(damage)
            }
        }
        tree = TreeCheck(TileFiles(storage), publishedSize: size)
        try advance()
    }

    /// Takes the leaves of the next records.
    package mutating func take(_ leaves: SegmentLeaves) throws(StorageError) {
        if leaves.firstOffset.rawValue > tree.size {
            // Missing records are found by the journal's own check; the stored leaves stand in for them.
            for _ in tree.size..<leaves.firstOffset.rawValue { try append(nil) }
        }
        var unreadable = leaves.unreadable[...]
        for (index, hash) in leaves.hashes.enumerated() {
            if unreadable.first == index {
                unreadable.removeFirst()
                try append(nil)
            } else {
                try append(hash)
            }
        }
    }

    /// Closes the check, after the last record.
    package mutating func finish() throws(StorageError) {
        while let checkpoint = upcoming {
            reportShortened(checkpoint)
            try advance()
        }
        for copy in saved.reversed() { reportShortened(copy) }
        for difference in tree.undecided() { blame(recordsUnder: difference) }
        if let newest = published.newest {
            if !candidates.contains(newest) {
                add(LogSnapshot.fileName, 0, "it is none of the last checkpoints of \(CheckpointHistory.name)")
            }
        } else if last != nil {
            add(LogSnapshot.fileName, 0, "the newest checkpoint is missing")
        }
    }

    /// Records that checkpoints cover; what follows was not included yet when the check began.
    package var coveredSize: UInt64 { last?.size ?? 0 }

    private mutating func append(_ leaf: TreeHash?) throws(StorageError) {
        try tree.append(leaf)
        while let next = upcoming, next.size == tree.size {
            try judge(next)
            try advance()
        }
        while let copy = saved.last, copy.size == tree.size {
            try judge(copy)
            saved.removeLast()
        }
    }

    private mutating func judge(_ checkpoint: ExpectedCheckpoint) throws(StorageError) {
        switch try tree.judge(checkpoint.root) {
        case .records(let hashes):
            for difference in hashes { blame(hashes: difference) }
        case .tree(let records, let hashes):
            for difference in records { blame(recordsUnder: difference) }
            for difference in hashes { blame(hashes: difference) }
        case .neither(let size):
            add(
                checkpoint.source,
                checkpoint.byte,
                "the root that was signed for \(checkpoint.size) records is neither that of the records nor that of the"
                    + " stored tree: one history was exchanged for another behind record \(size)"
            )
        }
    }

    /// Reads the next checkpoint of the history that can be believed.
    private mutating func advance() throws(StorageError) {
        upcoming = nil
        while let element = try history.next() {
            let name = CheckpointHistory.name
            switch ExpectedCheckpoint.reading(element.bytes, source: name, byte: element.position, keys: keys) {
            case .failure(let damage): findings.append(damage)
            case .success(let checkpoint):
                checkpoints += 1
                published.keepCandidates(&candidates, adding: element)
                if let reason = last.flatMap({ checkpoint.contradiction(behind: $0) }) {
                    add(name, element.position, reason)
                    continue
                }
                last = checkpoint
                // One more signature on the same tree has been judged with it.
                guard checkpoint.size > tree.size else { continue }
                upcoming = checkpoint
                return
            }
        }
    }

    private mutating func reportShortened(_ checkpoint: ExpectedCheckpoint) {
        add(
            checkpoint.source,
            checkpoint.byte,
            "it covers \(checkpoint.size) records, and the journal has \(tree.size): records from \(tree.size) on are"
                + " missing, or the data directory was rolled back"
        )
    }

    private mutating func blame(hashes difference: HashDifference) {
        let name = TileFiles.name(level: difference.level)
        let byte = Int(difference.indexes.lowerBound) * TreeHash.byteCount
        let (first, last) = (difference.indexes.lowerBound, difference.indexes.upperBound - 1)
        let words = difference.isMissing ? "missing" : "not what the records give"
        add(name, byte, first == last ? "hash \(first) is \(words)" : "hashes \(first) to \(last) are \(words)")
    }

    private mutating func blame(recordsUnder difference: HashDifference) {
        let leaves = difference.leaves
        let (first, last) = (leaves.lowerBound, leaves.upperBound - 1)
        let what =
            first == last
            ? "record \(first) is not the one that was" : "records \(first) to \(last) are not those that were"
        add(
            TileFiles.name(level: 0),
            Int(first) * TreeHash.byteCount,
            "\(what) included in the log",
            JournalOffset(first)
        )
    }

    private mutating func add(_ file: String, _ byte: Int, _ reason: String, _ offset: JournalOffset? = nil) {
        findings.append(SegmentDamage(file: "log/\(file)", byte: byte, offset: offset, reason: reason))
    }
}
