/// What came of one attempt to fetch and store a screenshot.
package enum AttemptResult: Sendable, Hashable {
    /// The picture is on stable storage.
    case stored(ScreenshotEvidence)
    /// Nothing yet: the reason, and how long a server asked to be left alone.
    case tryAgain(ScreenshotLoss, notBefore: Duration?)
    /// There never will be a picture.
    case lost(ScreenshotLoss)
}
