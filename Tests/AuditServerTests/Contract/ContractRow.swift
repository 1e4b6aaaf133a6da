import Testing

/// One row of the compatibility table, under the number that the table gives it.
struct ContractRow: Sendable, CustomTestStringConvertible {
    struct Step: Sendable {
        let call: ContractCall
        let status: Int
        let facts: [ContractFact]
    }

    let number: Int
    let profile: Profile
    let title: String
    /// The requests in order; only those with an expectation beyond the status have facts.
    let steps: [Step]

    init(_ number: Int, _ profile: Profile, _ title: String, _ steps: [Step]) {
        self.number = number
        self.profile = profile
        self.title = title
        self.steps = steps
    }

    /// A row of one request on the usual profile.
    init(_ number: Int, _ title: String, _ call: ContractCall, _ status: Int, _ facts: ContractFact...) {
        self.init(number, .p0, title, [Step(call: call, status: status, facts: facts)])
    }

    /// A row of one request on a profile.
    init(
        _ number: Int,
        _ profile: Profile,
        _ title: String,
        _ call: ContractCall,
        _ status: Int,
        _ facts: ContractFact...
    ) {
        self.init(number, profile, title, [Step(call: call, status: status, facts: facts)])
    }

    var testDescription: String { "row \(number) (\(profile.rawValue)): \(title)" }

    static let all = requests + envelopes + constraints + payloads + screenshots + versions + crossOrigin + limits
}

extension ContractRow.Step {
    init(_ call: ContractCall, _ status: Int, _ facts: ContractFact...) {
        self.init(call: call, status: status, facts: facts)
    }
}
