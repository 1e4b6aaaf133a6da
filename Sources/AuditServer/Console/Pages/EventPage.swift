import AuditCatalog
import AuditEvents
import AuditJournal
import Hummingbird
import NIOCore

/// One record with everything that is known of it.
enum EventPage {
    static let routes = [
        ConsoleRoute("event", .get, "/console/events/:offset", .evidence, recording: .view) { request, services in
            guard let offset = UInt64(request.parameter("offset")), offset <= JournalOffset.maximum.rawValue else {
                throw ConsoleProblem.noSuchPage
            }
            return try await page(JournalOffset(offset), request, services)
        },
        ConsoleRoute("envelope", .get, "/console/events/:offset/envelope.json", .evidence, recording: .export) {
            request,
            services in
            guard let offset = UInt64(request.parameter("offset")), offset <= JournalOffset.maximum.rawValue,
                let record = try await services.sources.record(JournalOffset(offset)), !record.bytes.isEmpty
            else { throw ConsoleProblem.noSuchPage }
            return .file(
                "vidimus-record-\(offset).json",
                contentType: "application/json; charset=utf-8",
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: record.bytes))
            )
        },
    ]

    struct Fact: Sendable {
        let name: String
        let value: String
        let link: String?
        let isMono: Bool

        init(_ name: String, _ value: String, link: String? = nil, isMono: Bool = false) {
            self.name = name
            self.value = value
            self.link = link
            self.isMono = isMono
        }
    }

    struct Selection: Sendable {
        let field: String
        let values: String
        let note: String?
    }

    struct Link: Sendable {
        let link: String
        let label: String
    }

    struct View: Sendable {
        let label: String
        let offset: String
        let facts: [Fact]
        let serverFacts: [Fact]
        let proof: ProofView
        let picture: PictureView?
        let pictureState: String?
        let selections: [Selection]
        let hasSelections: Bool
        let table: DataTable?
        let envelope: String?
        let envelopeLink: String
        let isErased: Bool
        let isCatalogued: Bool
        let previous: String?
        let following: String?
        let momentLink: String?
        let related: [Link]
        let hasRelated: Bool
    }

    private static func page(
        _ offset: JournalOffset,
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        guard let record = try await services.sources.record(offset) else {
            throw ConsoleProblem.notFound("The journal has no record \(offset) yet.")
        }
        let detail = try await services.sources.catalog.event(offset)
        let picture = detail?.summary.picture?.picture
        let proof = ProofView(try await services.sources.standing(offset), of: offset)
        let view = view(of: record, detail, request, (services.sources.logID, proof))
        return services.page(
            "event",
            view,
            title: "\(view.label) · record \(offset)",
            current: "search",
            for: request,
            shown: ShownContents(pictures: [picture?.sha256].compactMap(\.self))
        )
    }

    private static func view(
        of record: JournalRecord,
        _ detail: EventDetail?,
        _ request: ConsoleRequest,
        _ log: (id: String, proof: ProofView)
    ) -> View {
        let summary = detail?.summary
        let selections = (detail?.selectedFields ?? []).map {
            Selection(field: $0.field, values: $0.values, note: note(on: $0))
        }
        let picture = summary?.picture
        return View(
            label: summary.map { EventWords.label(of: $0.type) } ?? "Record",
            offset: "\(record.offset)",
            facts: facts(of: summary, detail, request.zone),
            serverFacts: serverFacts(of: record, request.zone, logID: log.id),
            proof: log.proof,
            picture: picture?.picture.map { PictureView($0, of: summary?.object?.displayName ?? "the screen") },
            pictureState: picture.flatMap(state),
            selections: selections,
            hasSelections: !selections.isEmpty,
            table: record.kind == .envelope ? DataTable(envelope: record.bytes) : nil,
            envelope: record.bytes.isEmpty ? nil : indented(record.bytes),
            envelopeLink: "/console/events/\(record.offset)/envelope.json",
            isErased: record.kind == .tombstone,
            isCatalogued: detail != nil,
            previous: detail?.previous.map { "/console/events/\($0)" },
            following: detail?.following.map { "/console/events/\($0)" },
            momentLink: summary.flatMap { summary in
                summary.session.map { "/console/sessions/\($0)?at=\(summary.time.milliseconds)" }
            },
            related: (detail?.ownRecords ?? []).map { Link(link: "/console/events/\($0)", label: "record \($0)") },
            hasRelated: detail?.ownRecords.isEmpty == false
        )
    }

    private static func note(on field: SelectedField) -> String? {
        var notes: [String] = []
        if let count = field.count { notes.append(Words.count(Int(count), "value", "values")) }
        if let state = field.state { notes.append("state \(state)") }
        if field.isLocked { notes.append("locked") }
        return notes.isEmpty ? nil : notes.joined(separator: ", ")
    }

    private static func state(_ picture: PictureOutcome) -> String? {
        switch picture {
        case .stored: nil
        case .awaited: "A picture was taken; the journal doesn't say yet what became of it."
        case .lost(let reason): "A picture was taken, but could not be kept: \(reason)."
        }
    }

    private static func facts(of summary: EventSummary?, _ detail: EventDetail?, _ zone: DisplayZone) -> [Fact] {
        guard let summary else { return [] }
        func search(_ name: String, _ value: String) -> String {
            "/console/search?\(FormFields([(name, value)]).query)"
        }
        var facts = [Fact("When, by the person's computer", zone.text(summary.time.milliseconds))]
        if let person = summary.person {
            facts.append(Fact("Who", person.displayName, link: search("user", person.identity)))
            if person.displayName != person.identity { facts.append(Fact("Identity", person.identity, isMono: true)) }
        }
        for (name, field, thing) in [
            ("App", "app", summary.app), ("Sheet", "sheet", summary.sheet), ("Chart", "object", summary.object),
        ] {
            guard let thing else { continue }
            facts.append(Fact(name, thing.displayName, link: search(field, thing.id)))
            if thing.name != nil { facts.append(Fact("\(name) id", thing.id, isMono: true)) }
            if let type = thing.type { facts.append(Fact("Kind of chart", type)) }
        }
        if let duration = summary.durationMilliseconds { facts.append(Fact("Looked at for", Words.duration(duration))) }
        if let session = summary.session {
            facts.append(Fact("Session", "\(session)", link: "/console/sessions/\(session)"))
        }
        if let sequence = detail?.sequence { facts.append(Fact("Number on its page", "\(sequence)")) }
        facts.append(Fact("Type", summary.type, link: search("type", summary.type), isMono: true))
        return facts
    }

    private static func serverFacts(of record: JournalRecord, _ zone: DisplayZone, logID: String) -> [Fact] {
        let facts = record.facts
        var list = [
            Fact("Received, by the server's clock", zone.machine(facts.receivedAtMilliseconds)),
            Fact("Receipt", "offset \(record.offset) in log \(logID)"),
            Fact("Id", "\(record.eventID)", isMono: true),
        ]
        if !facts.clientAddress.isEmpty { list.append(Fact("Sent from", facts.clientAddress, isMono: true)) }
        if let agent = facts.userAgent { list.append(Fact("Browser", agent)) }
        if let token = facts.tokenName { list.append(Fact("Token", token)) }
        if let version = facts.extensionVersion { list.append(Fact("Version of the extension", version)) }
        list.append(Fact("Commitment", Hexadecimal.text(of: record.commitment.bytes), isMono: true))
        return list
    }

    /// The JSON with line breaks, for people.
    private static func indented(_ bytes: [UInt8]) -> String {
        let text = bytes.withUnsafeBytes { bytes in
            // What was stored is JSON; should it ever not be, it is shown as it is.
            try? JSONScanner().withDocument(of: bytes) { document in
                var writer = JSONWriter(.indented)
                writer.value(document.root)
                return writer.text
            }
        }
        return Words.short(text ?? String(decoding: bytes, as: UTF8.self), 200_000)
    }
}
