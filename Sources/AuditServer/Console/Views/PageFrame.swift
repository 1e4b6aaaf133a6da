import AuditEvents

/// What stands around the content of every page.
struct PageFrame: Sendable {
    struct Entry: Sendable {
        let link: String
        let label: String
        let isCurrent: Bool
    }

    struct Visitor: Sendable {
        let account: String
        let role: String
        let reason: String?
        let canGiveReason: Bool
        let formToken: String
    }

    let title: String
    let content: String
    let entries: [Entry]
    let visitor: Visitor?
    let zone: String
    let zoneLink: String
    let now: String
    let version: String
    /// Where a browser goes on by itself at once; nil stays.
    var refreshLink: String?

    /// The pages of the navigation, by the names of their routes.
    private static let pages: [(route: String, link: String, label: String)] = [
        ("overview", "/console", "Overview"),
        ("search", "/console/search", "Search"),
        ("sessions", "/console/sessions", "Sessions"),
        ("sightings", "/console/seen", "Who has seen"),
        ("usage", "/console/usage", "Usage"),
        ("unusual", "/console/unusual", "Unusual"),
        ("health", "/console/health", "Health"),
        ("accounts", "/console/accounts", "Accounts"),
    ]

    init(title: String, current: String?, content: String, request: ConsoleRequest, version: String) {
        self.title = title
        self.content = content
        self.version = version
        let visitor = request.visitor
        entries = Self.pages.filter { visitor != nil && ConsoleRoutes.allows(visitor?.role, $0.route) }
            .map { Entry(link: $0.link, label: $0.label, isCurrent: $0.route == current) }
        self.visitor = visitor.map {
            Visitor(
                account: $0.account,
                role: $0.role.title,
                reason: $0.reason,
                canGiveReason: ConsoleAccess.evidence.allows($0.role),
                formToken: request.formToken
            )
        }
        zone = "\(request.zone.name) (UTC\(request.zone.offset(at: request.milliseconds)))"
        zoneLink = "/console/zone?return=\(FormFields.encode(request.link))"
        now = request.zone.text(request.milliseconds)
    }
}
