extension JournalDirectoryReader {
    /// First offset behind the last record of a journal folder, found by reading its newest segment.
    ///
    /// - Throws: ``JournalReadError``, also for a folder that can't be listed.
    package static func end(of directory: DataDirectory) throws(JournalReadError) -> JournalOffset {
        let names = try JournalReadError.wrapping { () throws(StorageError) in
            try PosixStorage(path: directory.journal).list()
        }
        guard let newest = names.compactMap(SegmentName.firstOffset(ofSegment:)).max() else { return JournalOffset(0) }
        var reader = JournalDirectoryReader(directory, from: newest)
        while try reader.next() != nil {}
        return reader.offset
    }
}
