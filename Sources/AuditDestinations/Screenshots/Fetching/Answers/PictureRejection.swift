/// Why bytes are no whole picture.
package struct PictureRejection: Error, Sendable, Hashable {
    /// One line for people.
    package let reason: String

    /// Rejects for this reason.
    package init(reason: String) {
        self.reason = reason
    }
}
