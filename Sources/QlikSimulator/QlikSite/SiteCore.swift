import Synchronization

/// The site behind its listeners: takes requests one at a time, whatever connection they come from.
final class SiteCore: Sendable {
    private struct Content {
        var state: SiteState
        var faults = FaultScript()
        var journal = RequestJournal()
        var ports = SitePorts(proxyOrigin: "", proxyService: 0, authentication: 0)
        var observers: [Int: AsyncStream<SiteRequest>.Continuation] = [:]
        var nextObserver = 0
    }

    /// Site time: how long ago the site began.
    let now: @Sendable () -> Duration
    /// The page for people; nil when there is none.
    private let demo: DemoWork?
    /// Locked for the length of one decision.
    private let content: Mutex<Content>

    init(
        rules: SiteRules,
        demo: DemoWork?,
        random: any RandomNumberGenerator & Sendable,
        now: @escaping @Sendable () -> Duration
    ) {
        self.now = now
        self.demo = demo
        self.content = Mutex(Content(state: SiteState(rules: rules, random: random)))
    }

    /// What takes too long for an event loop and has to be done before ``handle(_:prepared:)``; nil for most requests.
    ///
    /// Nobody who isn't signed in makes the site paint or compute.
    func preparation(for request: SiteRequest) -> (@Sendable () -> DemoResult)? {
        guard let demo else { return nil }
        let route = content.withLock { content -> DemoRoute? in
            guard let (proxy, route) = ProxyRouter.demoRoute(of: request, content.state.rules) else { return nil }
            guard route.needsSession else { return route }
            return ProxyRouter.session(of: request, at: proxy, &content.state) == nil ? nil : route
        }
        guard let route else { return nil }
        return { demo.prepare(route, for: request) }
    }

    /// Decides what becomes of a request, and writes it into the journal.
    ///
    /// `prepared` is what ``preparation(for:)`` asked for.
    func handle(_ request: SiteRequest, prepared: DemoResult? = nil) -> Delivery {
        content.withLock { content in
            var request = request
            request.faults = content.faults.take(for: request)
            for fault in request.faults { fault.prepare(&content.state) }
            let replacement = request.faults.lazy.compactMap(\.replacement).first
            var delivery = Delivery(replacement ?? answer(request, prepared, &content.state, content.ports))
            for fault in request.faults { fault.apply(to: &delivery) }
            request.status = delivery.status
            request = content.journal.append(request)
            for observer in content.observers.values { observer.yield(request) }
            return delivery
        }
    }

    private func answer(
        _ request: SiteRequest,
        _ prepared: DemoResult?,
        _ state: inout SiteState,
        _ ports: SitePorts
    ) -> SiteAnswer {
        switch request.listener {
        case .proxy, .plainProxy:
            ProxyRouter(ports: ports, servesDemo: demo != nil, prepared: prepared).answer(request, &state)
        case .proxyService: ProxyServiceRouter().answer(request, &state)
        case .authentication: AuthenticationRouter().answer(request)
        }
    }

    /// Lets `change` see or change what the site remembers.
    func withState<Result: Sendable>(_ change: (inout SiteState) -> Result) -> Result {
        content.withLock { change(&$0.state) }
    }

    /// Lets `change` see or change what goes wrong.
    func withFaults<Result: Sendable>(_ change: (inout FaultScript) -> Result) -> Result {
        content.withLock { change(&$0.faults) }
    }

    /// Lets `change` see or change the journal.
    func withJournal<Result: Sendable>(_ change: (inout RequestJournal) -> Result) -> Result {
        content.withLock { change(&$0.journal) }
    }

    /// Says what answers point to, once it is known.
    func setPorts(_ ports: SitePorts) {
        content.withLock { $0.ports = ports }
    }

    /// The requests of the journal and every later one; ends when the reader stops reading.
    func observe() -> AsyncStream<SiteRequest> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: SiteRequest.self,
            bufferingPolicy: .bufferingNewest(RequestJournal.maximumRequests)
        )
        let number = content.withLock { content in
            for request in content.journal.requests { continuation.yield(request) }
            content.observers[content.nextObserver] = continuation
            content.nextObserver += 1
            return content.nextObserver - 1
        }
        continuation.onTermination = { [weak self] _ in
            self?.content.withLock { _ = $0.observers.removeValue(forKey: number) }
        }
        return stream
    }
}
