import AuditJournal
import GRDB

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
}
