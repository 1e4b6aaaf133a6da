/// Why a text is not the URL of a picture.
package enum PictureURLFault: Error, Sendable, Hashable {
    /// It has no scheme, and nothing to be relative to.
    case relative
    /// It is no URL, or one that two readers might read differently.
    case malformed
    /// It has another scheme than http and https; `host` is empty if it names none.
    case scheme(String, host: String)
}
