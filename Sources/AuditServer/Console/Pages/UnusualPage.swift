import AuditCatalog
import AuditEvents
import Hummingbird

/// What was not as usual on a day, for the daily review.
enum UnusualPage {
    static let routes = [
        ConsoleRoute("unusual", .get, "/console/unusual", .evidence, recording: .view) { request, services in
            try await page(request, services)
        },
        ConsoleRoute("unusual", .post, "/console/unusual", .evidence, recording: .byHandler) { request, services in
            try await acknowledge(request, services)
        },
    ]

    /// Characters of a reviewer's note.
    static let maximumNoteCharacters = 500

    struct Evidence: Sendable {
        let link: String
        let label: String
    }

    struct Finding: Sendable {
        let id: String
        let kind: String
        let sentence: String
        let person: String?
        let evidence: [Evidence]
        let hasEvidence: Bool
        let searchLink: String?
        let review: String?
        let note: String?
        let day: String
        let formToken: String
    }

    struct View: Sendable {
        let day: String
        let earlierLink: String
        let laterLink: String?
        let findings: [Finding]
        let hasFindings: Bool
        let open: String
        let isReviewed: Bool
        let explanation: String
    }

    private static func day(_ text: String?, _ request: ConsoleRequest) -> Day {
        let yesterday = Day(of: UTCTime(milliseconds: request.milliseconds)).advanced(by: -1)
        return text.flatMap { Day($0) } ?? yesterday
    }

    private static func page(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let day = day(request.query["day"], request)
        let today = Day(of: UTCTime(milliseconds: request.milliseconds))
        let thresholds = services.sources.thresholds
        let found = try await services.sources.catalog.unusual(on: day, thresholds: thresholds)
        let reviews = try await services.reviews.reviews(of: day)
        let findings = found.map { finding($0, reviews[$0.id], day, request) }
        let open = findings.count { $0.review == nil }
        let view = View(
            day: "\(day)",
            earlierLink: "/console/unusual?day=\(day.advanced(by: -1))",
            laterLink: day < today ? "/console/unusual?day=\(day.advanced(by: 1))" : nil,
            findings: findings,
            hasFindings: !findings.isEmpty,
            open: Words.count(open, "finding", "findings"),
            isReviewed: open == 0 && !findings.isEmpty,
            explanation: "\(thresholds.baselineDays)"
        )
        let shown = ShownContents(rows: findings.count)
        return services.page("unusual", view, title: "Unusual", current: "unusual", for: request, shown: shown)
    }

    private static func finding(
        _ finding: UnusualFinding,
        _ review: FindingReview?,
        _ day: Day,
        _ request: ConsoleRequest
    ) -> Finding {
        let until = day.advanced(by: 1)
        let search = FormFields([
            ("user", finding.person?.identity ?? ""), ("app", finding.app?.id ?? ""), ("from", "\(day)"),
            ("to", "\(until)"), ("zone", "UTC"),
        ])
        return Finding(
            id: finding.id,
            kind: words(for: finding.kind),
            sentence: finding.sentence,
            person: finding.person?.displayName,
            evidence: finding.evidence.map { Evidence(link: "/console/events/\($0)", label: "record \($0)") },
            hasEvidence: !finding.evidence.isEmpty,
            searchLink: finding.kind == .silence ? nil : "/console/search?\(search.query)",
            review: review.map { "Reviewed by \($0.reviewer), \(request.zone.text($0.atMilliseconds))" },
            note: review?.note,
            day: "\(day)",
            formToken: request.formToken
        )
    }

    private static func words(for kind: UnusualFinding.Kind) -> String {
        switch kind {
        case .firstUse: "First time"
        case .unusualHours: "Unusual hours"
        case .highVolume: "Far more than usual"
        case .manyValues: "Much different data"
        case .silence: "Silence"
        }
    }

    private static func acknowledge(_ request: ConsoleRequest, _ services: ConsoleServices) async throws
        -> ConsoleAnswer
    {
        let day = day(request.form["day"], request)
        let found = try await services.sources.catalog.unusual(on: day, thresholds: services.sources.thresholds)
        guard let finding = found.first(where: { $0.id == request.form["finding"] }) else {
            throw ConsoleProblem.notFound("There is no such finding on this day.")
        }
        let note = request.form["note"].map { String($0.prefix(maximumNoteCharacters)) }
        var details = [(name: "finding", value: finding.id), ("day", "\(day)"), ("kind", finding.kind.rawValue)]
        details.append(("sentence", finding.sentence))
        if let note { details.append(("note", note)) }
        try await services.record(ConsoleRecord(.findingAcknowledged, nil, details), of: request)
        let review = FindingReview(reviewer: request.person.account, atMilliseconds: request.milliseconds, note: note)
        services.reviews.remember(review, of: finding.id)
        return .redirect(to: "/console/unusual?day=\(day)")
    }
}
