/// Why there is no picture, and there never will be.
package struct ScreenshotLoss: Sendable, Hashable {
    /// Stable name of the reason, such as `host-not-allowed`; listed in `docs/screenshots.md`.
    package let reason: String

    /// The same for a person, with what was tried last.
    package let message: String

    /// Names a loss.
    package init(reason: String, message: String) {
        self.reason = reason
        self.message = message
    }
}
