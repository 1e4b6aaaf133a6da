/// What was prepared for a request before the site decides: slow work that needs nothing of the site's state.
enum DemoResult: Sendable {
    /// The whole answer.
    case answer(SiteAnswer)
    /// A picture, to be kept for whoever asked.
    case picture([UInt8])
    /// Somebody to be signed in.
    case signIn(SiteUser)
}
