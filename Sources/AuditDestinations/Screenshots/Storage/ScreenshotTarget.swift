/// A directory that gets a copy of every picture under a readable name.
package struct ScreenshotTarget: Sendable, Hashable {
    /// Name in messages and metrics.
    package let name: String
    /// Where it is; a relative path begins at the working directory.
    package let directory: String

    /// Names a target.
    package init(name: String, directory: String) {
        self.name = name
        self.directory = directory
    }
}
