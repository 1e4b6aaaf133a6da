/// Why two texts aren't a user; whoever gave them gives others.
package enum SiteUserError: Error, Sendable, Hashable {
    /// The directory is empty or white space alone.
    case emptyDirectory
    /// The id is empty or white space alone.
    case emptyID
    /// A part has a backslash.
    case backslash
}
