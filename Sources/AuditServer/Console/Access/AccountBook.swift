/// All accounts of the console, with the rules for changing them; a value without effects.
struct AccountBook: Sendable, Hashable {
    /// Most accounts.
    static let maximumAccounts = 1_000

    /// Sorted by name without regard to letter case.
    private(set) var accounts: [ConsoleAccount] = []

    /// A book without accounts.
    init() {}

    /// Takes accounts as they were stored; nil if one has a name that can't be or that another has.
    init?(_ accounts: [ConsoleAccount]) {
        guard accounts.allSatisfy({ ConsoleAccount.isValid(name: $0.name) }),
            Set(accounts.map { Self.key($0.name) }).count == accounts.count
        else { return nil }
        self.accounts = accounts.sorted { Self.key($0.name) < Self.key($1.name) }
    }

    /// Whether nobody was ever let in: then the link that was printed at the start makes the first administrator.
    var isNew: Bool { !accounts.contains { $0.password != nil } }

    /// Finds an account by its name, whatever the letter case.
    func account(_ name: String) -> ConsoleAccount? {
        index(of: name).map { accounts[$0] }
    }

    /// Finds the account that an open link belongs to.
    func account(invitedBy token: SecretToken, at milliseconds: Int64) -> ConsoleAccount? {
        accounts.first { $0.invitation?.fits(token, at: milliseconds) == true && !$0.isDisabled }
    }

    /// Adds somebody, who then chooses a password with the link.
    mutating func add(
        _ name: String,
        role: ConsoleRole,
        invitation: Invitation?,
        password: PasswordHash? = nil,
        at milliseconds: Int64
    ) throws(AccountProblem) {
        guard ConsoleAccount.isValid(name: name) else { throw .invalidName }
        guard index(of: name) == nil else { throw .nameTaken }
        guard accounts.count < Self.maximumAccounts else { throw .tooMany(limit: Self.maximumAccounts) }
        accounts.append(
            ConsoleAccount(
                name: name,
                role: role,
                password: password,
                invitation: invitation,
                isDisabled: false,
                revision: 1,
                createdAtMilliseconds: milliseconds
            )
        )
        accounts.sort { Self.key($0.name) < Self.key($1.name) }
    }

    /// Gives an account a new link; the password stays until another is chosen.
    mutating func invite(_ name: String, _ invitation: Invitation) throws(AccountProblem) {
        try change(name) { $0.invitation = invitation }
    }

    /// Sets the password of the account whose link `token` belongs to; the link is then used up.
    ///
    /// - Returns: The name of the account.
    mutating func choosePassword(
        _ password: PasswordHash,
        with token: SecretToken,
        at milliseconds: Int64
    ) throws(AccountProblem) -> String {
        guard let account = account(invitedBy: token, at: milliseconds) else { throw .linkNotValid }
        try change(account.name) {
            $0.password = password
            $0.invitation = nil
        }
        return account.name
    }

    /// Replaces a password that its owner knows.
    mutating func setPassword(_ password: PasswordHash, of name: String) throws(AccountProblem) {
        try change(name) {
            $0.password = password
            $0.invitation = nil
        }
    }

    /// Gives an account another role.
    mutating func setRole(_ role: ConsoleRole, of name: String) throws(AccountProblem) {
        try change(name) { $0.role = role }
    }

    /// Closes an account, or opens it again.
    mutating func setDisabled(_ isDisabled: Bool, of name: String) throws(AccountProblem) {
        try change(name) { $0.isDisabled = isDisabled }
    }

    /// Removes an account.
    mutating func remove(_ name: String) throws(AccountProblem) {
        guard let index = index(of: name) else { throw .unknownAccount }
        var changed = self
        changed.accounts.remove(at: index)
        try replace(with: changed)
    }

    private mutating func change(_ name: String, _ body: (inout ConsoleAccount) -> Void) throws(AccountProblem) {
        guard let index = index(of: name) else { throw .unknownAccount }
        var changed = self
        body(&changed.accounts[index])
        changed.accounts[index].revision += 1
        try replace(with: changed)
    }

    /// Takes a change, unless it would take away the last administrator.
    private mutating func replace(with changed: AccountBook) throws(AccountProblem) {
        let hadOne = hasActiveAdministrator
        guard !hadOne || changed.hasActiveAdministrator else { throw .lastAdministrator }
        self = changed
    }

    private var hasActiveAdministrator: Bool { accounts.contains { $0.role == .administrator && $0.isActive } }

    private func index(of name: String) -> Int? {
        let key = Self.key(name)
        return accounts.firstIndex { Self.key($0.name) == key }
    }

    private static func key(_ name: String) -> String { name.lowercased() }
}
