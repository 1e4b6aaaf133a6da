/// What the journal knows of one app: its newest inventory, and what was really seen.
struct AppCoverage {
    /// Sheets of one app that are kept.
    static let maximumSheets = 2_000
    /// Charts of one app that are kept.
    static let maximumObjects = 20_000

    /// Id of the app as first received; its name where events carry no id.
    let id: String

    /// Its newest name.
    var name: String?

    /// Inventories.
    var inventories = InventoryHistory()

    /// Sheets in events of navigation.
    var sheets = BoundedSightings(maximumCount: Self.maximumSheets)

    /// Charts in any event.
    var objects = BoundedSightings(maximumCount: Self.maximumObjects)

    /// Numbers of all people with an event of this app.
    var people: Set<Int> = []

    /// Whether something was left out at a bound.
    var isCut: Bool { sheets.isCut || objects.isCut || inventories.newest?.isCut == true }

    /// Sheets that people opened and that the inventory doesn't name, such as private ones, last seen first.
    func sheetsBeyond(_ inventory: AppInventory) -> [(id: String, sighting: BoundedSightings.Sighting)] {
        let known = Set(inventory.sheets.map(\.id))
        return sheets.byID.filter { !known.contains($0.key) }
            .sorted { ($1.value.lastMilliseconds, $0.key) < ($0.value.lastMilliseconds, $1.key) }
            .map { (id: $0.key, sighting: $0.value) }
    }
}
