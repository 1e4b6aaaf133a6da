/// What somebody may have seen.
package enum SightingSubject: Sendable, Hashable {
    /// A value in the data of a chart or among selected values: the whole text of a cell, or words of it.
    ///
    /// With `field`, only in data or selections that have a field or label of this name. Letter case is ignored.
    case value(String, field: String?, match: ValueMatch)
    /// A field: any data or selection that has a field or label of this name. Letter case is ignored.
    case field(String)
    /// An object by its id, in one app or, with nil, in any.
    case object(String, app: String?)
    /// A sheet by its id.
    case sheet(String)
    /// An app by its id.
    case app(String)

    /// How a value is compared.
    package enum ValueMatch: String, Sendable, Hashable, CaseIterable {
        /// The whole text of a cell.
        case exact
        /// All words of the text occur in one cell's neighbourhood: the same chart's data, or the same selections.
        case words
    }
}
