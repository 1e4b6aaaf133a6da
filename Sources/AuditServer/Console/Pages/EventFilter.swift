import AuditCatalog
import AuditEvents

/// Which events the fields of a form describe.
struct EventFilter: Sendable {
    /// Fields that narrow down, in the order of the form.
    static let names = ["text", "user", "app", "sheet", "object", "type", "from", "to", "own"]

    let query: SearchQuery
    /// Fields that were filled in, as a link keeps them.
    let fields: FormFields
    /// Fields that could not be read.
    let mistakes: [String]

    /// Reads the query of a link or form.
    init(_ request: ConsoleRequest, limit: Int) {
        let fields = request.query
        var mistakes: [String] = []
        func moment(_ name: String, _ label: String) -> UTCTime? {
            guard let text = fields[name] else { return nil }
            guard let time = request.zone.milliseconds(text) else {
                mistakes.append(
                    "\(label): write a day such as 2026-11-18, or a day and a time such as 2026-11-18 14:30."
                )
                return nil
            }
            return UTCTime(milliseconds: time)
        }
        query = SearchQuery(
            user: fields["user"],
            app: fields["app"],
            sheet: fields["sheet"],
            object: fields["object"],
            type: fields["type"],
            from: moment("from", "From"),
            to: moment("to", "Until"),
            text: fields["text"],
            includesOwnRecords: fields["own"] != nil,
            limit: limit,
            after: fields["after"].flatMap { SearchPosition($0) }
        )
        if fields["after"] != nil, query.after == nil { mistakes.append("The place in the list could not be read.") }
        self.mistakes = mistakes
        var kept = fields.pairs.filter { Self.names.contains($0.name) && !$0.value.isEmpty }
        // A link with times means the same moments wherever it is opened.
        if fields["from"] != nil || fields["to"] != nil { kept.append(("zone", request.zone.name)) }
        self.fields = FormFields(kept)
    }

    /// Whether anything narrows the list down.
    var isNarrow: Bool { fields.pairs.contains { $0.name != "zone" } }
}
