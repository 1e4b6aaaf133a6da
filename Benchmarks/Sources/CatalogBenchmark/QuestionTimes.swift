import AuditCatalog
import AuditEvents
import AuditTesting

/// Asks each kind of question often and tells how long it took.
struct QuestionTimes {
    let catalog: Catalog
    let repetitions: Int
    let newest: UTCTime
    let sessions: Int64
    private var generator = SeededGenerator(seed: 11)

    init(catalog: Catalog, repetitions: Int, newest: UTCTime, sessions: Int64) {
        self.catalog = catalog
        self.repetitions = repetitions
        self.newest = newest
        self.sessions = sessions
    }

    private mutating func random(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

    mutating func run() async throws {
        let day = Day(of: newest)
        try await measure("search, newest") { _ in SearchQuery() }
        try await measure("search, one person") { SearchQuery(user: GeneratedSite.user($0.random(2_000))) }
        try await measure("search, person + type") {
            SearchQuery(user: GeneratedSite.user($0.random(2_000)), type: "screenshot.url.received")
        }
        try await measure("search, app + type") {
            SearchQuery(app: GeneratedSite.appID($0.random(30)), type: "selection.state.changed")
        }
        try await measure("search, object") { SearchQuery(object: GeneratedSite.objectID($0.random(2_400))) }
        try await measure("search, text: a customer") {
            SearchQuery(text: GeneratedSite.customer($0.random(GeneratedSite.customers)))
        }
        try await measure("search, text: a region") { SearchQuery(text: GeneratedSite.region($0.random(40))) }
        try await measure("search, text: person + region") {
            SearchQuery(user: GeneratedSite.user($0.random(2_000)), text: GeneratedSite.region($0.random(40)))
        }
        try await measure("search, text: an object's title") {
            SearchQuery(text: GeneratedSite.objectTitle($0.random(2_400)))
        }
        try await measure("search, text: nowhere") { SearchQuery(text: "zebra\($0.random(100_000))") }
        try await measure("who saw a customer") {
            SightingQuery(.value(GeneratedSite.customer($0.random(GeneratedSite.customers)), field: nil, match: .exact))
        }
        try await measure("who saw a number") {
            SightingQuery(.value("\($0.random(900_000)).55", field: nil, match: .exact))
        }
        try await measure("who saw a region") {
            SightingQuery(.value(GeneratedSite.region($0.random(40)), field: "Region", match: .exact))
        }
        try await measure("who saw an object") {
            SightingQuery(.object(GeneratedSite.objectID($0.random(2_400)), app: nil))
        }
        try await measure("who saw an app") { SightingQuery(.app(GeneratedSite.appID($0.random(30)))) }
        try await measure("sessions of a person") { SessionQuery(user: GeneratedSite.user($0.random(2_000))) }
        let count = Int(sessions)
        try await measure("reconstruction") { SessionID(Int64(1 + $0.random(count))) }
        try await measure("usage of objects, 30 days") {
            UsageQuery(.objects, from: day.advanced(by: -29), to: day, app: GeneratedSite.appID($0.random(30)))
        }
        try await measure("usage of apps, 30 days") { _ in UsageQuery(.apps, from: day.advanced(by: -29), to: day) }
        try await measure("unusual, a day") { day.advanced(by: -Int64($0.random(30))) }
        try await measure("overview") { $0.newest }
    }

    private mutating func measure<Question>(_ name: String, _ make: (inout QuestionTimes) -> Question) async throws {
        var times: [Double] = []
        for _ in 0..<repetitions {
            let question = make(&self)
            let begin = ContinuousClock.now
            try await ask(question)
            times.append(begin.duration(to: .now) / .milliseconds(1))
        }
        times.sort()
        let p50 = times[times.count / 2]
        let p95 = times[min(times.count - 1, times.count * 95 / 100)]
        let padded = name.padded(to: 32)
        print("\(padded) p50 \(rounded(p50)) ms, p95 \(rounded(p95)) ms, most \(rounded(times[times.count - 1])) ms")
    }

    private func ask(_ question: some Any) async throws {
        switch question {
        case let query as SearchQuery: _ = try await catalog.search(query)
        case let query as SightingQuery: _ = try await catalog.whoSaw(query)
        case let query as SessionQuery: _ = try await catalog.sessions(query)
        case let session as SessionID: _ = try await catalog.reconstruction(session)
        case let query as UsageQuery: _ = try await catalog.usage(query)
        case let day as Day: _ = try await catalog.unusual(on: day, thresholds: UnusualThresholds())
        case let now as UTCTime: _ = try await catalog.overview(at: now)
        default: preconditionFailure("a question that is known")
        }
    }

    private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
