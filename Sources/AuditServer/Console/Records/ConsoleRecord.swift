import AuditEvents

/// One thing that somebody did in the console, as the journal keeps it; see docs/formats/console-records.md.
final class ConsoleRecord: Sendable {
    enum Kind: String, Sendable {
        case signedIn = "console.signed.in"
        case signInRefused = "console.sign.in.refused"
        case signedOut = "console.signed.out"
        case reasonGiven = "console.reason.given"
        case viewed = "console.viewed"
        case exported = "console.exported"
        case accountChanged = "console.account.changed"
        case findingAcknowledged = "console.finding.acknowledged"
    }

    /// Longest text of one field, in characters; the rest is left out.
    static let maximumCharacters = 500
    /// Most fields and pictures that are named.
    static let maximumItems = 200

    let kind: Kind
    /// The page or the action.
    private let action: String?
    /// What was asked: names and values, or what was changed.
    private let details: [(name: String, value: String)]
    private let shown: ShownContents
    /// Who did it, when that is not the one who is signed in.
    private let account: ConsoleAccount?

    init(
        _ kind: Kind,
        _ action: String? = nil,
        _ details: [(name: String, value: String)] = [],
        shown: ShownContents = ShownContents(),
        by account: ConsoleAccount? = nil
    ) {
        self.kind = kind
        self.action = action
        self.details = details
        self.shown = shown
        self.account = account
    }

    /// The JSON of the record.
    func json(of request: ConsoleRequest) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.write("at", UTCTime(milliseconds: request.milliseconds).iso8601)
        writer.write("account", (account?.name ?? request.visitor?.account).map(Self.cut))
        writer.write("role", (account?.role ?? request.visitor?.role)?.rawValue)
        writer.write("session", request.visitor?.sessionID)
        writer.write("clientAddress", request.address)
        writer.write("userAgent", request.userAgent.map(Self.cut))
        if let action { writer.write("action", action) }
        if let reason = request.visitor?.reason { writer.write("reason", Self.cut(reason)) }
        writer.key("query")
        writer.beginObject()
        for (name, value) in details.prefix(Self.maximumItems) { writer.write(Self.cut(name), Self.cut(value)) }
        writer.endObject()
        if let rows = shown.rows { writer.write("rows", rows) }
        if !shown.pictures.isEmpty { writer.write("pictures", Array(shown.pictures.prefix(Self.maximumItems))) }
        writer.endObject()
        return writer.bytes
    }

    private static func cut(_ text: String) -> String { String(text.prefix(maximumCharacters)) }
}
