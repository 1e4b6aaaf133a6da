import AuditEvents
import AuditJournal

/// The questions that can be asked of the catalog: all of them, for the console and for the command line.
///
/// Every answer is bounded, and every question ends after a time bound with ``CatalogError/tooSlow``. Texts in answers are
/// as browsers sent them. Tests of the console may answer by themselves; the product has one type that does, ``Catalog``.
package protocol CatalogQuestions: Sendable {
    /// How far the catalog is.
    var status: CatalogStatus { get }

    /// The events that a query describes, page by page.
    func search(_ query: SearchQuery) async throws(CatalogError) -> SearchPage

    /// One record; nil when there is none at this offset, or when it was erased.
    func event(_ offset: JournalOffset) async throws(CatalogError) -> EventDetail?

    /// The user sessions that a query describes, page by page.
    func sessions(_ query: SessionQuery) async throws(CatalogError) -> SessionPage

    /// Everything that is known of one session; nil when there is none with this number.
    func reconstruction(_ session: SessionID) async throws(CatalogError) -> SessionTimeline?

    /// Who has seen a value, a field, an object, a sheet or an app.
    func whoSaw(_ query: SightingQuery) async throws(CatalogError) -> SightingPage

    /// How much apps, sheets or objects are used, without naming anybody.
    func usage(_ query: UsageQuery) async throws(CatalogError) -> UsageReport

    /// Whether auditing is alive everywhere.
    func overview(at now: UTCTime) async throws(CatalogError) -> Overview

    /// Which sheets and charts of an app (by id) are audited; nil for an app that no event names.
    func coverage(app: String) async throws(CatalogError) -> CoverageReport?

    /// What was not as usual on a day, the rules in the order of their declaration.
    func unusual(on day: Day, thresholds: UnusualThresholds) async throws(CatalogError) -> [UnusualFinding]

    /// The names that something had, the newest first.
    func names(of thing: ThingReference) async throws(CatalogError) -> [NamePeriod]

    /// What can be chosen in a field of a form.
    func choices(_ query: ChoiceQuery) async throws(CatalogError) -> [Choice]
}
