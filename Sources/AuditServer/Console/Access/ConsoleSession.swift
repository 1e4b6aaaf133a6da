/// One person signed in with one browser.
struct ConsoleSession: Sendable {
    /// Pictures that the person may load because a recorded page showed them; the oldest are forgotten first.
    static let maximumShownPictures = 2_000

    /// Names the session in records; tells nothing about its cookie.
    let id: String
    /// Name of the account.
    let account: String
    /// The account's revision at sign-in; a later one has ended the session.
    let revision: Int
    /// What every form of this session carries.
    let formToken: String
    /// When the person signed in, in milliseconds since 1970 UTC.
    let openedAtMilliseconds: Int64
    /// The last request.
    var seenAtMilliseconds: Int64
    /// Why the person looks, as given; part of every record.
    var reason: String?
    /// Hashes of pictures on pages that were recorded, oldest first.
    private(set) var shownPictures: [String] = []

    init(id: String, account: String, revision: Int, formToken: String, at milliseconds: Int64) {
        self.id = id
        self.account = account
        self.revision = revision
        self.formToken = formToken
        openedAtMilliseconds = milliseconds
        seenAtMilliseconds = milliseconds
    }

    /// Remembers that a recorded page showed these.
    mutating func show(_ pictures: [String]) {
        let new = pictures.filter { !shownPictures.contains($0) }
        shownPictures = (shownPictures + new).suffix(Self.maximumShownPictures)
    }
}
