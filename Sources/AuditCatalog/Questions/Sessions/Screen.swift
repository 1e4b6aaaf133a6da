import AuditEvents

/// What a person's screen showed at one moment, as far as events tell.
package struct Screen: Sendable, Hashable {
    /// The moment.
    package let instant: UTCTime

    /// The sheet that was open.
    package let visit: SheetVisit?

    /// The selections in force; nil before the first that is known.
    package let selections: SelectionState?

    /// The objects in view, by the beginning of their views.
    package let objects: [VisibleObject]

    /// Puts a screen together.
    package init(instant: UTCTime, visit: SheetVisit?, selections: SelectionState?, objects: [VisibleObject]) {
        self.instant = instant
        self.visit = visit
        self.selections = selections
        self.objects = objects
    }
}
