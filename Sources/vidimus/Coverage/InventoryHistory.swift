/// The newest inventory of an app, put together from parts as they come.
///
/// Parts belong together when they are of one page and announce the same number; the page that repeats a part begins anew.
struct InventoryHistory {
    /// Inventories that wait for their missing parts; with more of them the one that waits longest is given up.
    static let maximumUnfinished = 16

    private var newestWhole: AppInventory?
    /// Oldest first.
    private var unfinished: [(page: String, inventory: AppInventory)] = []

    /// Takes in what came next in the journal; `page` names the page that sent it.
    mutating func take(_ inventory: AppInventory, from page: String) {
        var inventory = inventory
        if let index = unfinished.firstIndex(where: { $0.page == page }) {
            let before = unfinished.remove(at: index).inventory
            if before.partCount == inventory.partCount, before.parts.isDisjoint(with: inventory.parts) {
                var both = before
                both.merge(inventory)
                inventory = both
            }
        }
        if inventory.isWhole {
            newestWhole = inventory
        } else {
            unfinished.append((page, inventory))
            if unfinished.count > Self.maximumUnfinished { unfinished.removeFirst() }
        }
    }

    /// The newest one whose parts are all here; without any, what there is of the newest one.
    var newest: AppInventory? { newestWhole ?? unfinished.last?.inventory }
}
