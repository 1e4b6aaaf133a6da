extension SiteState {
    /// Keeps a file for `user`; returns it with the path under which it is found.
    ///
    /// `link` is the folder of the path, if the caller has one that is still free.
    package mutating func keep(
        _ bytes: [UInt8],
        named name: String,
        contentType: String,
        for user: SiteUser,
        at prefix: SitePrefix,
        link: SimulatedUUID? = nil,
        policy: ContentPolicy? = nil,
        now: Duration
    ) -> SiteContent {
        precondition(rules.virtualProxies[prefix] != nil, "content is of a virtual proxy of the site")
        let policy = policy ?? rules.contentPolicy
        let free = link.flatMap { contents[$0] == nil ? $0 : nil }
        let content = SiteContent(
            id: free ?? uuid(),
            name: name,
            prefix: prefix,
            user: user,
            contentType: contentType,
            bytes: bytes,
            readyTime: now + policy.preparation,
            expiry: now + policy.lifetime,
            isSingleUse: policy.isSingleUse
        )
        while contentBytes + bytes.count > Self.maximumContentBytes, let oldest = contents.removeOldest() {
            forget(oldest)
        }
        if let oldest = contents.insert(content, for: content.id) { forget(oldest) }
        contentBytes += bytes.count
        return content
    }

    /// Settles the accounts of content that is no longer kept.
    private mutating func forget(_ content: SiteContent) {
        contentBytes -= content.bytes.count
        fetched.remove(content.id)
    }

    /// How many files nobody has fetched so far.
    package var unfetchedCount: Int { contents.count - fetched.count }

    /// Looks for a file at the virtual proxy of `prefix` on behalf of `user`.
    ///
    /// `node` is `serverNodeId` of the query; without one the file is looked for everywhere.
    package mutating func fetch(
        _ id: String,
        named name: String,
        node: String?,
        for user: SiteUser,
        at prefix: SitePrefix,
        now: Duration
    ) -> ContentAnswer {
        if let node, !rules.nodes.contains(where: { $0.description == node.lowercased() }) { return .notFound }
        guard let id = SimulatedUUID(id), let content = contents[id], content.prefix == prefix, content.name == name
        else { return .notFound }
        guard content.user == user else {
            statistics.foreignContentRefused += 1
            return .foreign
        }
        guard now < content.expiry, !content.isSingleUse || !fetched.contains(id) else { return .gone }
        guard now >= content.readyTime else { return .notFound }
        fetched.insert(id)
        statistics.contentsServed += 1
        return .served(content)
    }
}
