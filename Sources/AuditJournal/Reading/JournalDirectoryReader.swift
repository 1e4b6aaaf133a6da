/// Reads a journal folder from outside, without its lock, also while a server writes to it.
///
/// It stops cleanly at the zeros or the torn record at the end of a live journal, and follows roll-overs. Near
/// the end it may see a record a moment before its sync: received, and not yet durable. Should that sync fail, it goes
/// on with the record that then became durable under the same offset. Not thread-safe.
package struct JournalDirectoryReader {
    private let storage: any SegmentStorage
    /// Scanner of the segment being read.
    private var scanner: FrameScanner?
    private var segment = JournalOffset(0)
    /// First record of the next segment, when there was one at the last look.
    private var following: JournalOffset?
    private var lookedAgainAt: JournalOffset?

    /// Offset of the record that ``next()`` reads.
    package private(set) var offset: JournalOffset

    /// Reads the journal of a data folder from `offset`.
    package init(_ directory: DataDirectory, from offset: JournalOffset = JournalOffset(0)) {
        self.init(PosixStorage(path: directory.journal), from: offset)
    }

    /// Reads the journal in `storage` from `offset`.
    package init(_ storage: any SegmentStorage, from offset: JournalOffset = JournalOffset(0)) {
        self.storage = storage
        self.offset = offset
    }

    /// The next record; nil at the end, where a later call may find more.
    ///
    /// - Throws: ``JournalReadError/damaged(_:)`` when a record that must be there is not.
    package mutating func next() throws(JournalReadError) -> JournalRecord? {
        while true {
            // A segment that begins with the wanted record wins: what stands behind the last durable record of the
            // one before was never acknowledged.
            if scanner == nil || following == offset {
                guard try seek() else { return nil }
            }
            guard let current = scanner else { return nil }
            let reason: String
            switch try JournalReadError.wrapping({ () throws(StorageError) in try current.next() }) {
            case .frame(let frame, let position): return try take(frame, at: position)
            case .end: reason = "the segment ends before this record"
            case .zeros: reason = "zeros in place of a record"
            case .fault(let fault, _): reason = fault.description
            }
            guard try lookAgain(at: current.position, reason: reason) else { return nil }
        }
    }

    private mutating func take(_ frame: Frame, at position: Int) throws(JournalReadError) -> JournalRecord {
        guard frame.header.offset == offset else {
            throw damage(position, FrameFault.unexpectedOffset(found: frame.header.offset).description)
        }
        do throws(FrameFault) {
            let record = try frame.record()
            offset = offset.next
            return record
        } catch {
            throw damage(position, error.description)
        }
    }

    /// Nothing readable at `position`: the end of a live journal, a roll-over since, or damage.
    ///
    /// - Returns: Whether to try again at once.
    private mutating func lookAgain(at position: Int, reason: String) throws(JournalReadError) -> Bool {
        let known = following
        following = try segments().first { $0 > segment }
        if following == offset { return true }
        if let following, following < offset {
            // The group whose records were handed out last was never durable: the next segment begins before them.
            offset = following
            return true
        }
        // What was read may be older than what is there now: read the place again, once.
        try open(at: position)
        guard lookedAgainAt == offset, known == following else {
            lookedAgainAt = offset
            return true
        }
        lookedAgainAt = nil
        // With a later segment, this record was complete before that one began.
        guard following == nil else { throw damage(position, reason) }
        return false
    }

    /// Opens the segment that holds ``offset`` at the place where that record begins.
    private mutating func seek() throws(JournalReadError) -> Bool {
        let all = try segments()
        guard let first = all.last(where: { $0 <= offset }) else { return false }
        segment = first
        following = all.first { $0 > first }
        if let known = try position(of: offset) {
            try open(at: known)
            return true
        }
        try open(at: SegmentHeader.byteCount)
        var next = first
        while next < offset, let current = scanner {
            let step = try JournalReadError.wrapping { () throws(StorageError) in try current.next() }
            guard case .frame = step else {
                let position = current.position
                scanner = nil
                guard following == nil else { throw damage(position, "record \(next) is not where it must be") }
                return false
            }
            next = next.next
        }
        return true
    }

    /// Position by `.ids` file; nil when it has none to say, and the segment has to be read from its start.
    private func position(of offset: JournalOffset) throws(JournalReadError) -> Int? {
        if offset == segment { return SegmentHeader.byteCount }
        do throws(IDFileError) {
            let ids = try IDFile(of: segment, in: storage)
            guard offset < ids.header.end else { return nil }
            return try ids.position(of: segment.distance(to: offset))
        } catch {
            guard error.isRepairable else { throw error.asReadError(of: segment) }
            return nil
        }
    }

    private mutating func open(at position: Int) throws(JournalReadError) {
        let (file, size) = try JournalReadError.wrapping { () throws(StorageError) in
            let file = try storage.open(SegmentName.segment(segment), writable: false)
            return (file, try file.size())
        }
        let header = try SegmentHeader(of: segment, in: file)
        scanner = FrameScanner(file, segmentID: header.segmentID, from: position, limit: max(size, position))
    }

    private func segments() throws(JournalReadError) -> [JournalOffset] {
        try JournalReadError.wrapping { () throws(StorageError) in try storage.list() }
            .compactMap(SegmentName.firstOffset(ofSegment:)).sorted()
    }

    private func damage(_ position: Int, _ reason: String) -> JournalReadError {
        .damaged(
            SegmentDamage(file: SegmentName.segment(segment), byte: position, offset: offset, reason: reason)
        )
    }
}
