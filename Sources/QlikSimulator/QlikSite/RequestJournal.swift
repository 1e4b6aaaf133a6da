/// The requests that a site received, in the order in which they were decided.
package struct RequestJournal: Sendable {
    /// Requests that are kept; with more of them the oldest is forgotten and counted.
    package static let maximumRequests = 100_000

    /// The requests that are kept, oldest first.
    package private(set) var requests: [SiteRequest] = []

    /// How many older ones were forgotten.
    package private(set) var forgottenCount = 0

    private var count = 0

    /// Adds a request; returns it with its number.
    mutating func append(_ request: SiteRequest) -> SiteRequest {
        var request = request
        request.number = count
        count += 1
        if requests.count == Self.maximumRequests {
            // Half at a time, as each removal moves all the others.
            requests.removeFirst(Self.maximumRequests / 2)
            forgottenCount += Self.maximumRequests / 2
        }
        requests.append(request)
        return request
    }

    /// Forgets all requests; numbers go on.
    mutating func clear() {
        requests = []
    }
}
