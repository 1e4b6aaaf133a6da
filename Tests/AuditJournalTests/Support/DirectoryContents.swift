import AuditJournal
import AuditTesting

extension FaultyStorage {
    /// Takes away what a clean stop leaves beside the newest segment, so that the folder looks as after a kill.
    func forgetCleanStop() throws {
        guard let newest = try DirectoryContents.segments(self).last else { return }
        try remove(newest.replacing(".segment", with: ".ids"))
        try syncDirectory()
    }
}

/// What an outside reader finds in a journal folder.
enum DirectoryContents {
    static func records(_ storage: any SegmentStorage) throws -> [JournalRecord] {
        var reader = JournalDirectoryReader(storage)
        var records: [JournalRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    static func findings(_ storage: any SegmentStorage) async throws -> [String] {
        try await JournalVerifier(storage).verify().findings.map(\.description)
    }

    static func segments(_ storage: any SegmentStorage) throws -> [String] {
        try storage.list().filter { $0.hasSuffix(".segment") }.sorted()
    }
}
