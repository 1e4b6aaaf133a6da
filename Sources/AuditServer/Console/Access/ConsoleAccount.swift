/// Somebody who may sign in to the console.
package struct ConsoleAccount: Sendable, Hashable, Codable {
    /// The name, as first written; unique without regard to letter case.
    let name: String

    /// What the person may do.
    var role: ConsoleRole

    /// The password; nil until the person has chosen one.
    var password: PasswordHash?

    /// The link with which the person chooses a password; nil when none is open.
    var invitation: Invitation?

    /// Whether the account can't be used for now.
    var isDisabled: Bool

    /// Grows with each change of role, password or state; sessions of an earlier one have ended.
    var revision: Int

    /// When it was made, in milliseconds since 1970 UTC.
    let createdAtMilliseconds: Int64

    /// Whether it can be signed in to.
    var isActive: Bool { !isDisabled && password != nil }

    /// Whether `name` can name an account: 1 to 64 visible characters without edges of white space.
    static func isValid(name: String) -> Bool {
        guard (1...64).contains(name.count), name.utf8.count <= 256, name.first?.isWhitespace == false,
            name.last?.isWhitespace == false
        else { return false }
        return name.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
    }
}
