/// Where a record stands with the published log.
package enum RecordStanding: Sendable {
    /// No log is published here.
    case unpublished
    /// No checkpoint covers the record yet; one will within about a second.
    case waiting
    /// A signed checkpoint covers it, and the proof was checked just now.
    case included(InclusionStatement)
}
