/// One page of an answer to "who has seen it".
package struct SightingPage: Sendable, Hashable {
    /// The people of all pages, the most recent first; on the first page only, empty on later ones.
    package let people: [PersonSightings]

    /// Whether people may be missing because a bound was reached.
    package let arePeopleCut: Bool

    /// The sightings, the newest first.
    package let sightings: [Sighting]

    /// Where the next page begins; nil when nothing follows.
    package let next: SearchPosition?

    /// Puts a page together.
    package init(
        people: [PersonSightings],
        arePeopleCut: Bool,
        sightings: [Sighting],
        next: SearchPosition?
    ) {
        self.people = people
        self.arePeopleCut = arePeopleCut
        self.sightings = sightings
        self.next = next
    }
}
