/// Somebody who is signed in, for the length of one request.
struct ConsoleVisitor: Sendable {
    /// Name of the account.
    let account: String
    /// What the person may do now.
    let role: ConsoleRole
    /// Names the session in records.
    let sessionID: String
    /// Where the session is kept.
    let tokenHash: String
    /// Why the person looks, as given.
    let reason: String?
    /// Pictures that recorded pages showed.
    let shownPictures: Set<String>
}
