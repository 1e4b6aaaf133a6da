/// Who may use a route of the console.
package enum ConsoleAccess: Sendable, Hashable {
    /// Also somebody who is not signed in.
    case everybody
    /// Whoever is signed in with one of these roles.
    case roles(Set<ConsoleRole>)

    /// Contents: what people saw.
    static let evidence = ConsoleAccess.roles([.auditor, .administrator])
    /// Whether everything works.
    static let health = ConsoleAccess.roles([.operator, .administrator])
    /// The accounts of the console.
    static let accounts = ConsoleAccess.roles([.administrator])
    /// Everybody who is signed in.
    static let signedIn = ConsoleAccess.roles(Set(ConsoleRole.allCases))

    /// Whether somebody with `role` may; nil is somebody who is not signed in.
    package func allows(_ role: ConsoleRole?) -> Bool {
        switch self {
        case .everybody: true
        case .roles(let roles): role.map(roles.contains) ?? false
        }
    }
}
