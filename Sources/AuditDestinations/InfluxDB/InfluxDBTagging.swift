/// Which columns of a point are tags and which are fields.
package enum InfluxDBTagging: Sendable, Hashable {
    /// `eventId`, `correlationId` and `selectionTxnId` are fields, so that the number of series stays bounded.
    case bounded
    /// They are tags, as Butler SOS writes them; every event is then a series of its own.
    case compat

    /// The columns that move from tags to fields between the two.
    package static let movedColumns = ["eventId", "correlationId", "selectionTxnId"]
}
