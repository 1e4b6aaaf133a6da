import AuditJournal
import Foundation

/// Where the catalog of a data directory is: a SQLite file that can be deleted and is then built again.
package struct CatalogLocation: Sendable, Hashable {
    /// Folder of the catalog's files: the database and, while it is open, its write-ahead log.
    package let directory: String

    /// The database.
    package var path: String { directory + "/catalog.sqlite" }

    /// The catalog inside a data directory: `<data>/catalog/catalog.sqlite`.
    package init(in data: DataDirectory) {
        directory = data.path + "/catalog"
    }

    /// Deletes the database with everything beside it; what is not there needs no deleting.
    package func removeFiles() throws {
        for path in [path, path + "-wal", path + "-shm", mark] where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// Whether the database was found damaged while it was in use.
    var isCondemned: Bool { FileManager.default.fileExists(atPath: mark) }

    /// Notes that the database is damaged.
    func condemn() throws { try Data().write(to: URL(filePath: mark)) }

    private var mark: String { directory + "/damaged" }
}
