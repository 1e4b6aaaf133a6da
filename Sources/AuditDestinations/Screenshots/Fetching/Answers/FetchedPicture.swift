import Pictures

/// A picture as it was sent, after decoding of the transfer.
package struct FetchedPicture: Sendable, Hashable {
    /// The file, verified.
    package let picture: VerifiedPicture
    /// What the server says it is, in lower case and without parameters; nil when it doesn't.
    package let mediaType: String?
}
