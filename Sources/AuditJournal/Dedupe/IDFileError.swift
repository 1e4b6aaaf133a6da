/// Why an `.ids` file can't be used.
enum IDFileError: Error, Sendable {
    /// The disk refused.
    case storage(StorageError)
    /// The file is not what was written; it can be built again from its segment.
    case damaged(page: Int, reason: String)
}

extension IDFileError {
    /// Whether building the file again from its segment helps: it is damaged or missing.
    var isRepairable: Bool {
        switch self {
        case .damaged: true
        case .storage(let error): error.isNotFound
        }
    }

    /// The failure of the disk or the damage, as a reader of `segment` sees it.
    func asReadError(of segment: JournalOffset) -> JournalReadError {
        switch self {
        case .storage(let error): .storage(error)
        case .damaged(let page, let reason):
            .damaged(
                SegmentDamage(
                    file: SegmentName.ids(segment),
                    byte: page * IDPage.byteCount,
                    offset: nil,
                    reason: reason
                )
            )
        }
    }

    /// Calls `body` and names a failure of the disk as one of this file.
    static func wrapping<Answer>(_ body: () throws(StorageError) -> Answer) throws(IDFileError) -> Answer {
        do throws(StorageError) {
            return try body()
        } catch {
            throw .storage(error)
        }
    }
}
