/// What came of one attempt.
package enum FetchVerdict: Sendable {
    /// The picture, verified.
    case picture(FetchedPicture)
    /// Nothing yet. Where the answer said how long to wait, `notBefore` says so.
    case tryAgain(FetchTrouble, notBefore: Duration?)
    /// Nothing, however often it is tried.
    case refused(FetchRefusal)
}
