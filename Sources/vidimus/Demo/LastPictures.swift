import QlikSimulator

/// How long the simulated site stays open for a server that still fetches pictures after the last event.
struct LastPictures {
    /// For events on their way, and all that a server without screenshots is given.
    private static let fewestSeconds = 5
    /// Longer than any pause between two attempts of a server at the same picture.
    private static let patienceSeconds = 35

    private var waiting: Int
    private var secondsWithoutProgress = 0
    private var seconds = 0
    /// Whether somebody fetches pictures at all.
    private let isFetched: Bool

    /// Begins to wait, with what the site says about its pictures.
    init(unfetched: Int, served: Int) {
        waiting = unfetched
        isFetched = served > 0
    }

    /// Whether to wait another second, when so many pictures were not fetched by now.
    mutating func waits(unfetched: Int) -> Bool {
        secondsWithoutProgress = unfetched < waiting ? 0 : secondsWithoutProgress + 1
        waiting = unfetched
        seconds += 1
        guard seconds > Self.fewestSeconds else { return true }
        return isFetched && unfetched > 0 && secondsWithoutProgress < Self.patienceSeconds
    }

    /// Returns when nobody fetches pictures of `site` any more.
    static func wait(at site: QlikSite) async throws {
        var last = LastPictures(unfetched: site.unfetchedCount, served: site.statistics.contentsServed)
        while last.waits(unfetched: site.unfetchedCount) { try await Task.sleep(for: .seconds(1)) }
    }
}
