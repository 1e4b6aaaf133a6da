import AuditJournal

/// Reads an archive that has exactly the form that ``ArchiveWriter`` gives it.
struct ArchiveReader {
    private static let chunkBytes = 1 << 20

    let file: any SegmentFile

    /// A file of the archive, and the hash of its content.
    struct Content {
        let entry: ArchiveEntry
        let sha256: [UInt8]
    }

    /// Reads everything once: each header must be the one that follows from the content, and so must the directory.
    func contents() throws(EvidenceReadError) -> [Content] {
        let size = try wrapping { () throws(StorageError) in try file.size() }
        guard size <= ArchiveLimits.maximumBytes else { throw .malformed("it is too large") }
        var contents: [Content] = []
        var names: Set<String> = []
        var position = 0
        while try bytes(position..<min(position + 4, size)) == ArchiveEntry.localSignature {
            let content = try content(at: position, size: size)
            guard names.insert(content.entry.name).inserted else { throw .malformed("a name is there twice") }
            contents.append(content)
            position = content.entry.content.upperBound
        }
        guard (1...ArchiveLimits.maximumEntries).contains(contents.count) else {
            throw .malformed("it is no archive")
        }
        var expected: [UInt8] = []
        for content in contents { expected += content.entry.directoryHeader }
        expected += ArchiveEntry.endRecord(
            count: contents.count,
            directoryBytes: expected.count,
            directoryStart: position
        )
        guard size - position == expected.count, try bytes(position..<size) == expected else {
            throw .malformed("the directory of the archive is wrong")
        }
        return contents
    }

    /// The bytes of a range that is known to be small.
    func bytes(_ range: Range<Int>) throws(EvidenceReadError) -> [UInt8] {
        var failure: StorageError?
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            do throws(StorageError) {
                let part = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[..<range.count]
                )
                count = try file.read(into: part, at: range.lowerBound)
            } catch {
                failure = error
            }
        }
        if let failure { throw .storage(failure) }
        guard bytes.count == range.count else { throw .malformed("the file became shorter while it was read") }
        return bytes
    }

    private func content(at position: Int, size: Int) throws(EvidenceReadError) -> Content {
        let nameStart = position + ArchiveEntry.localHeaderBytes
        guard nameStart <= size else { throw .malformed("the archive is cut off") }
        let header = try bytes(position..<nameStart)
        let length = header[22..<26].reversed().reduce(0) { $0 << 8 | Int($1) }
        let start = nameStart + Int(header[26]) + Int(header[27]) << 8
        guard start + length <= size else { throw .malformed("the archive is cut off") }
        let name = try bytes(nameStart..<start)
        guard !name.isEmpty, name.allSatisfy({ (0x20...0x7E).contains($0) }) else { throw .malformed("a bad name") }
        var digest = ContentDigest()
        var next = start
        while next < start + length {
            let chunk = try bytes(next..<min(next + Self.chunkBytes, start + length))
            chunk.withUnsafeBytes { digest.update($0) }
            next += chunk.count
        }
        let entry = ArchiveEntry(
            name: String(decoding: name, as: UTF8.self),
            crc: digest.crc,
            size: length,
            position: position
        )
        guard entry.localHeader == header + name else { throw .malformed("the header of \(entry.name) is wrong") }
        return Content(entry: entry, sha256: digest.sha256)
    }

    private func wrapping<Value>(_ body: () throws(StorageError) -> Value) throws(EvidenceReadError) -> Value {
        do throws(StorageError) {
            return try body()
        } catch {
            throw .storage(error)
        }
    }
}
