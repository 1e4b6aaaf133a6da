/// What of an app is audited, as its developer has set the extension.
struct AuditScope: Sendable {
    /// `app`, or `sheet` when only sheets with the extension's object are recorded.
    let reach: String
    /// Types that are left out.
    var excludedKinds: Set<SimulatedObject.Kind> = []
    /// Sheets without the extension's object, by title.
    var sheetsWithoutExtension: Set<String> = []
    /// The charts that pictures are taken of, by title.
    let pictured: Set<String>

    /// The setting of the app with this index: none is audited completely, as it is in life.
    static func of(app: Int) -> AuditScope {
        switch app {
        case 0:
            AuditScope(
                reach: "app",
                excludedKinds: [.map],
                pictured: ["Customer ledger", "Top customers", "Revenue by region"]
            )
        case 1:
            AuditScope(
                reach: "sheet",
                sheetsWithoutExtension: ["Absence"],
                pictured: ["Salary list", "Age distribution"]
            )
        default: AuditScope(reach: "app", pictured: ["Obligors under watch", "Exposure map"])
        }
    }

    /// Whether the extension's own object stands on a sheet.
    func hosts(_ sheet: SimulatedSheet) -> Bool { !sheetsWithoutExtension.contains(sheet.title) }

    /// Whether anything of a sheet is recorded.
    func records(_ sheet: SimulatedSheet) -> Bool { reach == "app" || hosts(sheet) }

    /// Why a chart is not audited, in the extension's words; nil when it is.
    func whyNot(_ object: SimulatedObject, on sheet: SimulatedSheet) -> String? {
        if !records(sheet) { return "sheet-without-extension" }
        return excludedKinds.contains(object.kind) ? "excluded-type" : nil
    }
}
