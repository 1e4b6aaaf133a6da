/// How long and how often temporary content can be fetched.
///
/// Qlik documents neither for pictures of client-managed sites; an exported app can be fetched once, and only by the
/// user who exported it. So all of it can be chosen, and the user is always checked.
package struct ContentPolicy: Sendable, Hashable {
    /// How long it is kept, counted from the export.
    package let lifetime: Duration

    /// Whether it is gone after it was fetched once.
    package let isSingleUse: Bool

    /// How long it takes until it can be fetched; until then it isn't found.
    package let preparation: Duration

    /// Describes how content is kept.
    package init(lifetime: Duration = .seconds(600), isSingleUse: Bool = false, preparation: Duration = .zero) {
        self.lifetime = lifetime
        self.isSingleUse = isSingleUse
        self.preparation = preparation
    }
}
