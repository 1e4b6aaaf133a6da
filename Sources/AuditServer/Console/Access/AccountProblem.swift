/// Why an account can't be changed as asked; the text tells the person who asked.
enum AccountProblem: Error, Sendable, Hashable, CustomStringConvertible {
    case invalidName
    case nameTaken
    case unknownAccount
    case tooMany(limit: Int)
    /// Nobody could manage the accounts afterwards.
    case lastAdministrator
    /// The link was used, replaced, or is too old.
    case linkNotValid

    var description: String {
        switch self {
        case .invalidName: "A name has 1 to 64 visible characters and no spaces at its ends."
        case .nameTaken: "There is already an account of this name."
        case .unknownAccount: "There is no such account any more."
        case .tooMany(let limit): "There can be at most \(limit) accounts."
        case .lastAdministrator: "One active administrator has to remain, or nobody could manage the accounts."
        case .linkNotValid: "This link was used already, was replaced by a newer one, or is too old."
        }
    }
}
