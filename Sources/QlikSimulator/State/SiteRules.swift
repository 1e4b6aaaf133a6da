/// What decides how a site answers, apart from its addresses and certificates.
package struct SiteRules: Sendable {
    /// The id that simulated users have always had in their links.
    package static let defaultNode = SimulatedUUID(high: 0x2f1c_7a90_5d3e_4b68, low: 0x9a07_c4e1_b8d2_f635)

    /// The virtual proxies by prefix.
    package let virtualProxies: [SitePrefix: SiteVirtualProxy]

    /// Ids of the nodes; links name the first one.
    package let nodes: [SimulatedUUID]

    /// How long a ticket is good: one minute in Qlik Sense.
    package let ticketLifetime: Duration

    /// How many sessions a user may have at the same time, over all virtual proxies: five in Qlik Sense.
    package let sessionLimit: Int

    /// The load balancer's cookie; nil when there is no load balancer.
    package let loadBalancer: LoadBalancer?

    /// How temporary content is kept unless told otherwise.
    package let contentPolicy: ContentPolicy

    /// Status for temporary content that is no more.
    package let goneStatus: Int

    /// What tickets are made of.
    package let ticketAlphabet: RandomText

    /// What session ids are made of; nil for UUIDs.
    package let sessionAlphabet: RandomText?

    /// Describes the rules.
    ///
    /// Without virtual proxies there is the default one alone.
    package init(
        virtualProxies: [SiteVirtualProxy] = [SiteVirtualProxy(prefix: .default)],
        nodes: [SimulatedUUID] = [Self.defaultNode],
        ticketLifetime: Duration = .seconds(60),
        sessionLimit: Int = 5,
        loadBalancer: LoadBalancer? = nil,
        contentPolicy: ContentPolicy = ContentPolicy(),
        goneStatus: Int = 404,
        ticketAlphabet: RandomText = .letters,
        sessionAlphabet: RandomText? = nil
    ) {
        precondition(!nodes.isEmpty, "a site has at least one node")
        precondition(sessionLimit > 0, "somebody must get in")
        self.virtualProxies = Dictionary(virtualProxies.map { ($0.prefix, $0) }) { _, _ in
            preconditionFailure("a prefix belongs to one virtual proxy")
        }
        self.nodes = nodes
        self.ticketLifetime = ticketLifetime
        self.sessionLimit = sessionLimit
        self.loadBalancer = loadBalancer
        self.contentPolicy = contentPolicy
        self.goneStatus = goneStatus
        self.ticketAlphabet = ticketAlphabet
        self.sessionAlphabet = sessionAlphabet
    }

    /// The virtual proxy that a path belongs to, which has the longest prefix, and the segments behind the prefix.
    func virtualProxy(of segments: [String]) -> (proxy: SiteVirtualProxy, rest: ArraySlice<String>)? {
        for count in stride(from: segments.count, through: 0, by: -1) {
            let prefix = SitePrefix(segments[..<count].joined(separator: "/"))
            if let prefix, prefix.segments.count == count, let proxy = virtualProxies[prefix] {
                return (proxy, segments[count...])
            }
        }
        return nil
    }
}
