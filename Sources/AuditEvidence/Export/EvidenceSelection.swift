import AuditJournal

/// Which records a package shall have.
///
/// The `screenshot.*` records of chosen events come along by themselves.
package struct EvidenceSelection {
    /// The options that were given, for the manifest.
    let filter: [FilterOption]
    /// Whether a record is chosen; not asked for `screenshot.*` records.
    let includes: (JournalRecord) -> Bool

    /// Names the options, and decides by `includes`.
    package init(filter: [FilterOption], includes: @escaping (JournalRecord) -> Bool) {
        self.filter = filter
        self.includes = includes
    }
}
