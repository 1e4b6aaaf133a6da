/// When things were last seen and by how many people, for a bounded number of things and people.
struct BoundedSightings {
    /// What is known of one thing.
    struct Sighting {
        /// The newest event about it, by the event's own time; milliseconds since 1970 UTC.
        var lastMilliseconds: Int64
        /// The name in the newest event that had one.
        var name: String?
        /// Numbers of the people.
        var people: Set<Int> = []
    }

    /// Things that are kept; later ones are counted only.
    let maximumCount: Int

    /// The things by id.
    private(set) var byID: [String: Sighting] = [:]

    /// Whether there were more things than are kept.
    private(set) var isCut = false

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Counts one event about a thing, by the person with this number.
    mutating func see(_ id: String, name: String?, at milliseconds: Int64, by person: Int?) {
        guard byID[id] != nil || byID.count < maximumCount else {
            isCut = true
            return
        }
        var sighting = byID.removeValue(forKey: id) ?? Sighting(lastMilliseconds: milliseconds)
        if milliseconds >= sighting.lastMilliseconds {
            sighting.lastMilliseconds = milliseconds
            sighting.name = name.map(InventoryText.cut) ?? sighting.name
        }
        if let person { sighting.people.insert(person) }
        byID[id] = sighting
    }
}
