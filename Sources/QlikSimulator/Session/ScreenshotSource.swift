/// Where the links to pictures in `screenshot.url.received` come from.
package protocol ScreenshotSource: Sendable {
    /// The link to a picture that a user takes; everything that is random in it comes with `capture`.
    func url(of capture: ScreenshotCapture) -> String
}
