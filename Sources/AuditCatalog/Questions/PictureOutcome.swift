import AuditJournal

/// What became of an event's screenshot, as far as the journal says.
package enum PictureOutcome: Sendable, Hashable {
    /// The event names a picture, and no record says yet what became of it.
    case awaited
    /// The picture is stored; its hash is in the journal.
    case stored(CatalogPicture)
    /// There never will be a picture; the reason is a stable name such as `host-not-allowed`.
    case lost(reason: String)

    /// The picture, if there is one.
    package var picture: CatalogPicture? {
        if case .stored(let picture) = self { picture } else { nil }
    }
}
