import Testing

/// What a contract row says about an answer besides its status.
enum ContractFact: Sendable {
    /// The body of a stored event.
    case accepted
    /// `reason` and `outcome` of an audit body.
    case refused(reason: String, outcome: String)
    /// The exact keys of the body.
    case keys(Set<String>)
    /// A text member of the body; nil stands for null.
    case text(String, String?)
    /// A member of the body that is a list of texts.
    case texts(String, [String])
    /// A boolean member of the body.
    case flag(String, Bool)
    /// The member is missing.
    case noMember(String)
    /// The first error's `instancePath`.
    case path(String)
    /// The first error's `keyword`.
    case keyword(String)
    /// The first error's `params.missingProperty`.
    case missing(String)
    /// The first error's `params.limit`.
    case limit(Int)
    /// The exact messages of all errors.
    case messages([String])
    /// The version details of a 422.
    case incompatible(String)
    /// `details.retryAfter`.
    case retryAfterDetail(Int)
    /// A header's exact value.
    case header(String, String)
    /// The header is a number of seconds within a minute.
    case secondsWithinAMinute(String)
    /// The header is missing.
    case noHeader(String)
    /// The exact body.
    case exactBody(String)
    /// The connection closes after the answer.
    case closes

    static let schema = ContractFact.refused(reason: "Schema validation failed", outcome: "dropped")
    static let constraints = ContractFact.refused(reason: "One or more constraint violations", outcome: "dropped")
    static let payload = ContractFact.refused(reason: "Payload validation failed", outcome: "dropped")
    static let unauthorized = ContractFact.refused(reason: "Unauthorized", outcome: "dropped")
    static let generic = ContractFact.refused(reason: "An unexpected error occurred", outcome: "error")
    static let limited = ContractFact.refused(reason: "Rate limit exceeded", outcome: "dropped")

    /// The framework's 404 that existing clients know.
    static func notFound(_ route: String) -> ContractFact {
        .exactBody("{\"message\":\"Route \(route) not found\",\"error\":\"Not Found\",\"statusCode\":404}")
    }

    func check(_ answer: RawClient.Answer, _ row: Comment) {
        let json = answer.json
        let details = json["details"] as? [String: Any]
        let errors = details?["errors"] as? [[String: Any]] ?? []
        let params = errors.first?["params"] as? [String: Any]
        switch self {
        case .accepted:
            #expect(Set(json.keys) == ["status", "receivedAt", "outcome", "receipt"], row)
            #expect(json["status"] as? String == "accepted", row)
            #expect(json["outcome"] as? String == "processed", row)
            #expect(json["receivedAt"] as? String == "2026-02-11T09:14:03.221Z", row)
        case .refused(let reason, let outcome):
            #expect(json["status"] as? String == "error", row)
            #expect(json["reason"] as? String == reason, row)
            #expect(json["outcome"] as? String == outcome, row)
        case .keys(let keys): #expect(Set(json.keys) == keys, row)
        case .text(let key, let value):
            #expect(json.keys.contains(key), row)
            #expect(json[key] as? String == value, row)
        case .texts(let key, let values): #expect(json[key] as? [String] == values, row)
        case .flag(let key, let value): #expect(json[key] as? Bool == value, row)
        case .noMember(let key): #expect(json[key] == nil, row)
        case .path(let path): #expect(errors.first?["instancePath"] as? String == path, row)
        case .keyword(let keyword): #expect(errors.first?["keyword"] as? String == keyword, row)
        case .missing(let property): #expect(params?["missingProperty"] as? String == property, row)
        case .limit(let limit): #expect(params?["limit"] as? Int == limit, row)
        case .messages(let messages): #expect(errors.map { $0["message"] as? String } == messages, row)
        case .incompatible(let version):
            #expect(details.map { Set($0.keys) } == ["butlerSosVersion", "auditQsVersion", "compatible"], row)
            #expect(details?["butlerSosVersion"] as? String == "15.0.1", row)
            #expect(details?["auditQsVersion"] as? String == version, row)
            #expect(details?["compatible"] as? Bool == false, row)
        case .retryAfterDetail(let seconds): #expect(details?["retryAfter"] as? Int == seconds, row)
        case .header(let name, let value): #expect(answer.all(name) == [value], row)
        case .secondsWithinAMinute(let name):
            #expect((1...60).contains(answer[name].flatMap { Int($0) } ?? 0), row)
        case .noHeader(let name): #expect(answer[name] == nil, row)
        case .exactBody(let body): #expect(answer.text == body, row)
        case .closes: #expect(answer["connection"] == "close", row)
        }
    }
}
