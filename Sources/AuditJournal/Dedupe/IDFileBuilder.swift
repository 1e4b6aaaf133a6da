/// Makes `.ids` files from segments and puts them in place.
struct IDFileBuilder: Sendable {
    let storage: any SegmentStorage
    let random: RandomSource

    /// Writes the `.ids` file of a segment whose ids and positions are known.
    ///
    /// A crash leaves either no file, the file that was there before, or the whole new one; recovery
    /// builds a missing one again.
    func write(_ scan: SealableSegment) throws(StorageError) -> IDFileWriter {
        let header = IDFileHeader(
            firstOffset: scan.header.firstOffset,
            count: scan.positions.count,
            segmentBytes: scan.endPosition,
            segmentID: scan.header.segmentID,
            filterSeed: IDHash.Seed(random: random)
        )
        let writer = IDFileWriter(header: header, ids: scan.ids, positions: scan.positions)
        try DurableFile.replace(SegmentName.ids(header.firstOffset), in: storage, with: writer.bytes)
        return writer
    }

    /// Builds a missing or damaged `.ids` file from its segment.
    ///
    /// `end` is the first record of the next segment: every record before it must be intact, or this throws
    /// ``JournalReadError/damaged(_:)``.
    func rebuild(_ firstOffset: JournalOffset, end: JournalOffset) throws(JournalReadError) -> IDFileWriter {
        let name = SegmentName.segment(firstOffset)
        do {
            let file = try storage.open(name, writable: false)
            let header = try SegmentHeader(of: firstOffset, in: file)
            let scan = try SegmentScan(
                file,
                header: header,
                size: try file.size(),
                limit: end,
                seed: IDHash.Seed(random: random)
            )
            guard firstOffset.advanced(by: scan.count) == end else {
                let reason =
                    switch scan.stop {
                    case .end: "the file ends, but the next segment begins with record \(end)"
                    case .zeros: "zeros, but the next segment begins with record \(end)"
                    case .fault(let fault): fault.description
                    }
                throw JournalReadError.damaged(
                    SegmentDamage(
                        file: name,
                        byte: scan.endPosition,
                        offset: firstOffset.advanced(by: scan.count),
                        reason: reason
                    )
                )
            }
            return try write(
                SealableSegment(
                    header: header,
                    ids: scan.table.ids,
                    positions: scan.positions,
                    endPosition: scan.endPosition
                )
            )
        } catch let error as JournalReadError {
            throw error
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            preconditionFailure("only the two kinds above are thrown")
        }
    }
}
