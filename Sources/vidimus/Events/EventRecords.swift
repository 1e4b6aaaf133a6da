import AuditCatalog
import AuditJournal
import Foundation

/// The records of a journal that can fit a filter, in order: all of them, or those that the catalog names.
///
/// The catalog only spares reading what can't fit. Without one, or where it says less, the whole journal is read.
struct EventRecords {
    /// Records up to which going on is faster than looking the next one up.
    private static let stride = 256

    private let directory: DataDirectory
    private var reader: JournalDirectoryReader
    private var wanted: ArraySlice<JournalOffset>
    private let end: JournalOffset

    /// Finds out where to read.
    init(of directory: DataDirectory, fitting filter: EventFilter) async {
        self.directory = directory
        reader = JournalDirectoryReader(directory)
        let known = await Self.known(directory, filter)
        wanted = known?.offsets[...] ?? []
        end = known?.end ?? JournalOffset(0)
    }

    /// The next record that can fit; nil at the end of the journal.
    mutating func next() throws(JournalReadError) -> JournalRecord? {
        guard reader.offset < end else { return try reader.next() }
        guard let target = wanted.popFirst() else {
            // Behind the catalog's end, everything can fit.
            reader = JournalDirectoryReader(directory, from: end)
            return try reader.next()
        }
        if reader.offset.distance(to: target) > Self.stride || reader.offset > target {
            reader = JournalDirectoryReader(directory, from: target)
        }
        while reader.offset < target {
            guard try reader.next() != nil else { return nil }
        }
        return try reader.next()
    }

    private static func known(_ directory: DataDirectory, _ filter: EventFilter) async -> EventOffsets? {
        // Erased records are in no catalog, but have times and a type.
        guard filter.user != nil || filter.app != nil || filter.type.map({ $0 != EventLine.erasedType }) ?? false else {
            return nil
        }
        do {
            let catalog = try Catalog(CatalogStore(reading: CatalogLocation(in: directory)))
            let known = try await catalog.offsets(user: filter.user, app: filter.app, type: filter.type)
            guard let known, known.end > JournalOffset(0) else { return nil }
            var reader = JournalDirectoryReader(directory, from: known.end.advanced(by: -1))
            return try reader.next()?.eventID == known.lastID ? known : nil
        } catch {
            // The journal alone has all answers; the catalog only makes some of them fast.
            return nil
        }
    }
}
