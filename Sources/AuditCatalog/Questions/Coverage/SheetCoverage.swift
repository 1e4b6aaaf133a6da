import AuditEvents

/// How well one sheet is audited.
package struct SheetCoverage: Sendable, Hashable {
    /// The sheet.
    package let sheet: NamedThing

    /// Whether the extension's own object stands on it; nil for a sheet that no inventory names.
    package let hostsExtension: Bool?

    /// Last day on which it was opened; nil when it never was.
    package let lastOpened: Day?

    /// People who opened it.
    package let people: Int

    /// Its charts, in the order of the inventory.
    package let objects: [ChartCoverage]

    /// Describes one sheet's coverage.
    package init(
        sheet: NamedThing,
        hostsExtension: Bool?,
        lastOpened: Day?,
        people: Int,
        objects: [ChartCoverage]
    ) {
        self.sheet = sheet
        self.hostsExtension = hostsExtension
        self.lastOpened = lastOpened
        self.people = people
        self.objects = objects
    }
}
