/// A file that one user may fetch for a while, such as a picture of a chart.
package struct SiteContent: Sendable {
    /// The folder in its path.
    package let id: SimulatedUUID

    /// The name in its path, with the ending.
    package let name: String

    /// The virtual proxy under which it is found.
    package let prefix: SitePrefix

    /// The user who made it; nobody else gets it.
    package let user: SiteUser

    /// The media type.
    package let contentType: String

    /// What is in it.
    package let bytes: [UInt8]

    /// From when on it is found, in site time.
    package let readyTime: Duration

    /// From when on it is gone, in site time.
    package let expiry: Duration

    /// Whether it is gone after it was fetched once.
    package let isSingleUse: Bool

    /// Path behind the host, with the node in the query.
    package func path(node: SimulatedUUID) -> String {
        "\(prefix.path)/tempcontent/\(id)/\(name)?serverNodeId=\(node)"
    }
}
