import AuditCatalog
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct CatalogLocationTests {
    @Test func theCatalogHasItsOwnFolderInTheDataDirectory() {
        let location = CatalogLocation(in: DataDirectory(path: "/srv/vidimus"))
        #expect(location.path == "/srv/vidimus/catalog/catalog.sqlite")
    }
}
