/// What a person may do in the console; every account has exactly one.
package enum ConsoleRole: String, Sendable, Hashable, CaseIterable, Codable {
    /// Reads evidence: who saw what, with contents and pictures.
    case auditor
    /// Keeps the server running: health and counts, no contents and no names of people.
    case `operator`
    /// Does both, and manages the accounts.
    case administrator

    /// The role in a word for people.
    var title: String {
        switch self {
        case .auditor: "Auditor"
        case .operator: "Operator"
        case .administrator: "Administrator"
        }
    }

    /// What it may do, in a sentence for people.
    var meaning: String {
        switch self {
        case .auditor: "Reads the evidence: who saw what, and when."
        case .operator: "Sees health and counts, but no contents and no names of people."
        case .administrator: "Does what both others do, and manages the accounts."
        }
    }
}
