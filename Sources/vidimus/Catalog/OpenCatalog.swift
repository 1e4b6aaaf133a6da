import AuditCatalog
import AuditJournal

/// The catalog of a data directory, opened for a question from the command line, beside a server or without one.
struct OpenCatalog {
    /// Answers questions.
    let catalog: Catalog

    /// Opens the catalog; says on standard error when the newest records are not in it yet.
    ///
    /// - Throws: ``CommandFailure`` without a usable catalog.
    init(in directory: DataDirectory) throws {
        do throws(CatalogError) {
            catalog = try Catalog(CatalogStore(reading: CatalogLocation(in: directory)))
        } catch {
            throw CommandFailure("\(error); start the server, or run 'vidimus rebuild catalog' while it is stopped")
        }
        let end = try JournalDirectoryReader.end(of: directory)
        let missing = catalog.status.indexedEnd.distance(to: end)
        if missing > 0 {
            StandardError.print("The newest \(missing) records are not in the catalog yet and are left out.")
        }
    }
}
