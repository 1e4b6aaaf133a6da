/// What can be chosen in a field of a form.
package struct ChoiceQuery: Sendable, Hashable {
    /// Most choices of one answer.
    package static let maximumChoices = 200

    /// What is chosen.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case people, apps, sheets, objects, types
    }

    /// What is chosen.
    package var kind: Kind

    /// Only what begins with this, in id or name without letter case; empty for the most recent ones.
    package var prefix: String

    /// Only in this app, by id; nil for all.
    package var app: String?

    /// Choices, at most ``maximumChoices``.
    package var limit: Int

    /// Asks what can be chosen.
    package init(_ kind: Kind, prefix: String = "", app: String? = nil, limit: Int = 20) {
        self.kind = kind
        self.prefix = prefix
        self.app = app
        self.limit = limit
    }
}
