/// Marks that the server puts on a record when it stores it; the raw value is the byte on disk.
///
/// Source: `docs/formats/segment.md`, "Frame".
package struct RecordFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    /// Takes the byte as it is: what a later program added is kept and means nothing here.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The event's row is not written at this place, but at the first outcome record that names it.
    ///
    /// Decided once, when the event comes in, so that what destinations write follows from the journal alone, whatever
    /// the configuration says when they read it.
    package static let awaitsOutcome = RecordFlags(rawValue: 1)
}
