import AuditEvents

/// A user of a site: a directory and an id within it, neither empty, without white space around or a backslash.
///
/// Two users are the same when directory and id differ in letter case only; Qlik Sense documents no rule, this is an
/// assumption.
///
/// Source: help.qlik.com, "Add ticket" (May 2025): both are trimmed, must not be white space alone, no backslash.
package struct SiteUser: Sendable, Hashable, CustomStringConvertible {
    /// The user directory as it was given.
    package let directory: String

    /// The id within the directory as it was given.
    package let id: String

    /// Trims both parts.
    ///
    /// - Throws: ``SiteUserError`` when a part is empty or has a backslash.
    package init(directory: String, id: String) throws(SiteUserError) {
        self.directory = try Self.checked(directory, .emptyDirectory)
        self.id = try Self.checked(id, .emptyID)
    }

    /// Reads an identity as events carry it, such as `UserDirectory=NORD; UserId=anna.berg`.
    ///
    /// - Throws: ``SiteUserError`` when it doesn't name a directory and an id.
    package init(identity: String) throws(SiteUserError) {
        let identity = UserIdentity(identity)
        try self.init(directory: identity.directory ?? "", id: identity.id ?? "")
    }

    /// `directory\id`.
    package var description: String { "\(directory)\\\(id)" }

    package static func == (left: SiteUser, right: SiteUser) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    private var key: String { description.lowercased() }

    private static func checked(_ text: String, _ empty: SiteUserError) throws(SiteUserError) -> String {
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { throw empty }
        let trimmed = text[first...last]
        guard !trimmed.contains("\\") else { throw .backslash }
        return String(trimmed)
    }
}
