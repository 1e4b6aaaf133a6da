import AuditEvents

/// Makes groups of submissions durable, one after the other.
///
/// Touched only by the writer.
final class GroupCommitter {
    private let storage: any SegmentStorage
    private let settings: JournalSettings
    private let random: RandomSource
    private let salts: SaltSource
    private let now: @Sendable () -> Int64
    private let view: JournalView
    private let dedupe: DedupeIndex
    private let buffer = GroupBuffer()
    private var open: OpenSegment
    /// A write or sync failed, or a roll-over began: nothing may be written to this segment any more.
    private var mustRoll = false
    /// Ids of the group being judged, by index in the group.
    private var groupIDs: EventIDTable
    private var group: [Submission] = []
    /// Bytes compared by value for the group being judged.
    private var comparedBytes = 0

    /// Counters since the start.
    private(set) var statistics = JournalStatistics()
    /// What the last attempt to write led to.
    private(set) var state = JournalState.running

    /// What one submission becomes.
    private enum Verdict {
        /// True whatever happens to the group.
        case settled(AppendOutcome)
        /// True once the group is durable.
        case pending(AppendOutcome)
    }

    /// What a look at two contents under one id says.
    private enum Comparison {
        case same
        case different
        /// The group has had its share of comparisons.
        case postponed
    }

    /// Continues what recovery found.
    init(
        _ recovered: JournalRecovery.Result,
        view: JournalView,
        storage: any SegmentStorage,
        settings: JournalSettings,
        random: RandomSource,
        now: @escaping @Sendable () -> Int64
    ) throws(JournalReadError) {
        precondition(settings.segmentBytes <= 16 << 30, "positions are 32 bits of 8 bytes")
        self.storage = storage
        self.settings = settings
        self.random = random
        self.now = now
        self.view = view
        salts = SaltSource(random: random)
        open = recovered.open
        groupIDs = EventIDTable(seed: IDHash.Seed(random: random))
        dedupe = try DedupeIndex(
            sealed: recovered.sealed,
            storage: storage,
            random: random,
            budgetBytes: settings.filterBytes
        )
    }

    /// Writes one group and returns the outcomes, call by call.
    ///
    /// When it returns, everything that is not `refused` is durable.
    func commit(_ calls: [PendingCall]) -> [[AppendOutcome]] {
        group.removeAll(keepingCapacity: true)
        groupIDs.removeAll()
        comparedBytes = 0
        var known = candidates(among: calls).makeIterator()
        let verdicts = calls.map { call in
            call.submissions.map { judge($0, mayBeStored: known.next() ?? true) }
        }
        var failure: JournalRefusal?
        if !group.isEmpty {
            do throws(StorageError) {
                try write()
                state = .running
            } catch {
                failure = failed(error)
            }
        }
        let outcomes = zip(calls, verdicts).map { call, verdicts in
            call.wanted.map(find) ?? verdicts.map { settle($0, failure: failure) }
        }
        // A big group must not keep its envelopes alive until the next one.
        group.removeAll(keepingCapacity: group.count <= 4096)
        return outcomes
    }

    /// Tries whether the disk works again, after a failure and without new work.
    func probe() {
        do throws(StorageError) {
            if mustRoll {
                try rollOver()
            } else {
                try fillAhead(from: open.endPosition, mayFail: false)
                try sync()
            }
            state = .running
        } catch {
            _ = failed(error)
        }
    }

    /// Leaves the open segment as if sealed, at the end of a clean stop: without zeros and with its id file.
    ///
    /// Nothing depends on it, but from now on any record that goes missing is provably damage and not a torn write. A
    /// failure is therefore only counted.
    func finish() {
        guard !mustRoll, !open.positions.isEmpty else { return }
        do throws(StorageError) {
            try open.file.truncate(to: open.endPosition)
            try open.file.syncData()
            _ = try IDFileBuilder(storage: storage, random: random).write(open.sealable)
        } catch {
            _ = failed(error)
        }
    }

    // MARK: Judging

    /// For each submission of the group in order, whether its id may be stored already; the others are surely new.
    private func candidates(among calls: [PendingCall]) -> [Bool] {
        var ids: [EventID] = []
        ids.reserveCapacity(calls.reduce(0) { $0 + $1.submissions.count })
        for call in calls {
            for submission in call.submissions { ids.append(submission.id) }
        }
        var marks = [Bool](repeating: false, count: ids.count)
        open.table.mark(ids, in: &marks)
        dedupe.markCandidates(among: ids, in: &marks)
        return marks
    }

    private func judge(_ submission: Submission, mayBeStored: Bool) -> Verdict {
        if let index = groupIDs.index(of: submission.id) {
            let first = open.end.advanced(by: index)
            switch compare(group[index].bytes, submission.bytes) {
            case .same:
                let leafHash = submission.wantsLeafHash ? group[index].leafHash(at: first) : nil
                return .pending(.duplicate(of: first, leafHash: leafHash))
            case .different: return conflict(submission, with: first)
            case .postponed: return .settled(.refused(.comparisonsFull(limitBytes: settings.comparisonBytes)))
            }
        }
        do throws(JournalReadError) {
            guard mayBeStored, let original = try stored(submission.id) else {
                return .pending(.stored(store(submission)))
            }
            let leafHash = submission.wantsLeafHash ? LogEntry(original).leafHash : nil
            if original.kind == .tombstone { return .settled(.duplicate(of: original.offset, leafHash: leafHash)) }
            switch compare(original.bytes, submission.bytes) {
            case .same: return .settled(.duplicate(of: original.offset, leafHash: leafHash))
            case .different: return conflict(submission, with: original.offset)
            case .postponed: return .settled(.refused(.comparisonsFull(limitBytes: settings.comparisonBytes)))
            }
        } catch {
            return .settled(.refused(.storageFailed(reason: error.description)))
        }
    }

    /// Where an id is stored, this group included; see ``PendingCall``.
    private func find(_ id: EventID) -> [AppendOutcome] {
        if let index = open.table.index(of: id) {
            return [.duplicate(of: open.header.firstOffset.advanced(by: index))]
        }
        do throws(JournalReadError) {
            return try dedupe.offset(of: id).map { [.duplicate(of: $0)] } ?? []
        } catch {
            return [.refused(.storageFailed(reason: error.description))]
        }
    }

    private func stored(_ id: EventID) throws(JournalReadError) -> JournalRecord? {
        if let index = open.table.index(of: id) {
            let slice = SegmentSlice(
                firstOffset: open.header.firstOffset,
                end: open.end,
                segmentID: open.header.segmentID,
                position: Int(open.positions[index]) * FrameHeader.alignment,
                limit: open.endPosition
            )
            return try RecordReader.record(
                at: open.header.firstOffset.advanced(by: index),
                in: slice,
                file: open.file
            )
        }
        guard let offset = try dedupe.offset(of: id) else { return nil }
        return try dedupe.record(at: offset)
    }

    private func store(_ submission: Submission) -> JournalOffset {
        group.append(submission)
        groupIDs.append(submission.id)
        return open.end.advanced(by: group.count - 1)
    }

    private func conflict(_ submission: Submission, with first: JournalOffset) -> Verdict {
        _ = store(ConflictRecord.make(for: submission, storedAt: first, random: random, salts: salts))
        return .pending(.conflict(with: first))
    }

    private func compare(_ stored: [UInt8], _ sent: [UInt8]) -> Comparison {
        if stored == sent { return .same }
        let bytes = stored.count + sent.count
        guard comparedBytes == 0 || comparedBytes + bytes <= settings.comparisonBytes else { return .postponed }
        comparedBytes += bytes
        let isSame = stored.withUnsafeBytes { stored in
            sent.withUnsafeBytes { sent in settings.sameContent(stored, sent) }
        }
        return isSame ? .same : .different
    }

    private func settle(_ verdict: Verdict, failure: JournalRefusal?) -> AppendOutcome {
        var outcome: AppendOutcome
        switch verdict {
        case .settled(let settled): outcome = settled
        case .pending(let pending): outcome = failure.map { .refused($0) } ?? pending
        }
        switch outcome {
        case .stored: break
        case .duplicate: statistics.duplicates += 1
        case .conflict: statistics.conflicts += 1
        case .refused: statistics.refusals += 1
        }
        return outcome
    }

    // MARK: Writing

    private func write() throws(StorageError) {
        let bytes = group.reduce(0) { $0 + $1.frameBytes }
        let isFull = open.endPosition + bytes > settings.segmentBytes && !open.positions.isEmpty
        if mustRoll || isFull { try rollOver() }
        buffer.encode(group, first: open.end, segmentID: open.header.segmentID)

        // 1. The group. A crash here leaves any part of it; recovery keeps the whole records up to the first hole.
        try writeGroup()
        let groupEnd = open.endPosition + bytes
        // 2. Zeros for the groups to come. A crash here leaves zeros or a shorter file; both read as the end.
        //    Not behind a large group, which can bear its share of a longer file's metadata: each zero costs a write.
        if groupEnd > open.filledEnd {
            if bytes <= settings.zeroFillBytes / 16 {
                try fillAhead(from: groupEnd, mayFail: true)
            } else {
                open.filledEnd = groupEnd
            }
        }
        // 3. The sync. From here on a power cut changes nothing.
        try sync()
        // 4. Only now may anybody see it.
        let start = open.endPosition
        let positions = buffer.starts.map { UInt32((start + $0) / FrameHeader.alignment) }
        for submission in group { open.table.append(submission.id) }
        open.positions.append(contentsOf: positions)
        open.endPosition = groupEnd
        statistics.appendedRecords += group.count
        statistics.appendedBytes += bytes
        statistics.groups += 1
        view.extend(positions: positions, endPosition: groupEnd, end: open.end)
    }

    private func writeGroup() throws(StorageError) {
        do throws(StorageError) {
            try open.file.write(buffer.bytes, at: open.endPosition)
        } catch {
            try retreat(after: error)
        }
    }

    /// Gives back what a failed write may have taken.
    ///
    /// Without space, the same place may be tried again, because
    /// cutting the file forgets what was written; after anything else the segment is finished.
    private func retreat(after error: StorageError) throws(StorageError) -> Never {
        if !error.isOutOfSpace { mustRoll = true }
        do throws(StorageError) {
            try open.file.truncate(to: open.endPosition)
            open.filledEnd = open.endPosition
        } catch {
            mustRoll = true
        }
        throw error
    }

    /// Writes zeros from `end` to the next step.
    ///
    /// With `mayFail`, a lack of space is no error: the group has its own.
    private func fillAhead(from end: Int, mayFail: Bool) throws(StorageError) {
        let step = settings.zeroFillBytes
        let target = min((end / step + 1) * step, max(settings.segmentBytes, end))
        let start = mayFail ? max(end, open.filledEnd) : end
        guard target > start else { return }
        do throws(StorageError) {
            try ZeroFill.write(to: open.file, from: start, to: target)
            open.filledEnd = target
        } catch {
            guard mayFail, error.isOutOfSpace else { try retreat(after: error) }
            do throws(StorageError) {
                try open.file.truncate(to: end)
            } catch {
                // The zeros stay, which is as good: the next group is written over them.
            }
            open.filledEnd = end
        }
    }

    private func sync() throws(StorageError) {
        do throws(StorageError) {
            try open.file.syncData()
        } catch {
            // Whether the group is on the disk is unknown, and asking again would prove nothing.
            mustRoll = true
            throw error
        }
    }

    /// Seals the open segment and begins the next one at the same next offset.
    ///
    /// Each step may fail or be cut off; the next attempt, or recovery, repeats all of them.
    private func rollOver() throws(StorageError) {
        mustRoll = true
        // 1. Cut the zeros, and what a failed group left. Not needed for correctness: what stands behind the first
        //    offset of the next segment is ignored. So a failure here is not one of the roll-over.
        do throws(StorageError) {
            try open.file.truncate(to: open.endPosition)
            open.filledEnd = open.endPosition
            try open.file.syncData()
        } catch {
            statistics.failures += 1
        }
        // 2. The id file. A crash before its rename leaves none; recovery builds it, or goes on in this segment.
        var writer: IDFileWriter?
        if !open.positions.isEmpty {
            writer = try IDFileBuilder(storage: storage, random: random).write(open.sealable)
        }
        // 3. The next segment. From its rename on, the end of this one is fixed. An empty one is replaced by name.
        let header = SegmentHeader(
            firstOffset: open.end,
            segmentID: SegmentID(random: random),
            journalID: open.header.journalID,
            createdAtMilliseconds: now()
        )
        let next = try OpenSegment.create(header, in: storage, seed: IDHash.Seed(random: random))
        if let writer { dedupe.add(writer) }
        view.begin(header, sealed: writer?.header)
        open = next
        mustRoll = false
        statistics.rollOvers += 1
    }

    private func failed(_ error: StorageError) -> JournalRefusal {
        statistics.failures += 1
        if error.isOutOfSpace {
            state = .diskFull
            return .diskFull
        }
        state = .failed(reason: error.description)
        return .storageFailed(reason: error.description)
    }
}
