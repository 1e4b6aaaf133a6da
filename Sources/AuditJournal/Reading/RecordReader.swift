/// Reads records out of one segment by offset, with descriptors of its own.
struct RecordReader: Sendable {
    let storage: any SegmentStorage

    /// Appends records from `offset` on to `records`, until a bound or the end of the slice is reached.
    ///
    /// - Returns: Bytes of JSON that were read.
    func read(
        from offset: JournalOffset,
        in slice: SegmentSlice,
        maximumCount: Int,
        maximumBytes: Int,
        into records: inout [JournalRecord]
    ) throws(JournalReadError) -> Int {
        let file = try JournalReadError.wrapping { () throws(StorageError) in
            try storage.open(slice.name, writable: false)
        }
        let position: Int
        if let known = slice.position {
            position = known
        } else {
            position = try self.position(of: offset, in: slice, file: file)
        }
        let chunk = min(max(4096, maximumBytes), 256 << 10)
        let scanner = FrameScanner(
            file,
            segmentID: slice.segmentID,
            from: position,
            limit: slice.limit,
            chunkBytes: chunk
        )
        var (next, count, bytes) = (offset, 0, 0)
        while next < slice.end, count < maximumCount {
            let record = try Self.expect(next, scanner, slice)
            if !records.isEmpty, bytes + record.bytes.count > maximumBytes { break }
            records.append(record)
            (next, count, bytes) = (next.next, count + 1, bytes + record.bytes.count)
            if bytes >= maximumBytes { break }
        }
        return bytes
    }

    /// Appends entries of the log from `offset` on to `entries`; the records are hashed where they lie.
    func readEntries(
        from offset: JournalOffset,
        in slice: SegmentSlice,
        maximumCount: Int,
        into entries: inout [LogEntry]
    ) throws(JournalReadError) {
        let file = try JournalReadError.wrapping { () throws(StorageError) in
            try storage.open(slice.name, writable: false)
        }
        let position: Int
        if let known = slice.position {
            position = known
        } else {
            position = try self.position(of: offset, in: slice, file: file)
        }
        let scanner = FrameScanner(file, segmentID: slice.segmentID, from: position, limit: slice.limit)
        var next = offset
        while next < slice.end, entries.count < maximumCount {
            entries.append(LogEntry(try Self.expectFrame(next, scanner, slice).0))
            next = next.next
        }
    }

    /// Reads the one record whose position is known.
    static func record(
        at offset: JournalOffset,
        in slice: SegmentSlice,
        file: any SegmentFile
    ) throws(JournalReadError) -> JournalRecord {
        let start = slice.position ?? SegmentHeader.byteCount
        let scanner = FrameScanner(
            file,
            segmentID: slice.segmentID,
            from: start,
            limit: slice.limit,
            chunkBytes: 4096
        )
        return try expect(offset, scanner, slice)
    }

    /// Position by `.ids` file; when that can't be used, by reading the segment from its start.
    private func position(
        of offset: JournalOffset,
        in slice: SegmentSlice,
        file: any SegmentFile
    ) throws(JournalReadError) -> Int {
        do throws(IDFileError) {
            let ids = try IDFile(of: slice.firstOffset, in: storage)
            if ids.header.segmentID == slice.segmentID, ids.header.end == slice.end {
                return try ids.position(of: slice.firstOffset.distance(to: offset))
            }
        } catch {
            guard error.isRepairable else { throw error.asReadError(of: slice.firstOffset) }
        }
        let scanner = FrameScanner(file, segmentID: slice.segmentID, limit: slice.limit)
        var next = slice.firstOffset
        while next < offset {
            _ = try Self.expectFrame(next, scanner, slice)
            next = next.next
        }
        return scanner.position
    }

    private static func expect(
        _ offset: JournalOffset,
        _ scanner: FrameScanner,
        _ slice: SegmentSlice
    ) throws(JournalReadError) -> JournalRecord {
        let (frame, position) = try expectFrame(offset, scanner, slice)
        do throws(FrameFault) {
            return try frame.record()
        } catch {
            throw damage(slice, position, offset, error.description)
        }
    }

    private static func expectFrame(
        _ offset: JournalOffset,
        _ scanner: FrameScanner,
        _ slice: SegmentSlice
    ) throws(JournalReadError) -> (Frame, position: Int) {
        switch try JournalReadError.wrapping({ () throws(StorageError) in try scanner.next() }) {
        case .frame(let frame, let position):
            guard frame.header.offset == offset else {
                let fault = FrameFault.unexpectedOffset(found: frame.header.offset)
                throw damage(slice, position, offset, fault.description)
            }
            return (frame, position)
        case .end: throw damage(slice, scanner.position, offset, "the segment ends before this record")
        case .zeros(let position): throw damage(slice, position, offset, "zeros in place of a record")
        case .fault(let fault, let position): throw damage(slice, position, offset, fault.description)
        }
    }

    private static func damage(
        _ slice: SegmentSlice,
        _ position: Int,
        _ offset: JournalOffset,
        _ reason: String
    ) -> JournalReadError {
        .damaged(SegmentDamage(file: slice.name, byte: position, offset: offset, reason: reason))
    }
}
