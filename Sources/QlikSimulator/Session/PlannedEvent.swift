/// An event that a session has decided on, with everything that was true at its time.
struct PlannedEvent {
    /// What happens.
    enum Kind {
        case sheetLoaded
        case selectionChanged([SelectedField])
        case modelValidated(capturesScheduled: Bool)
        case becameVisible(SimulatedObject)
        case becameHidden(SimulatedObject, duration: Int64)
        case viewed(SimulatedObject, entered: Int64, enterTransaction: SimulatedUUID)
        case screenshot(SimulatedObject, [SelectedField], hasData: Bool)
        case unsupported(SimulatedObject, trigger: String)
        case bookmark(id: SimulatedUUID, title: String)
        case exportRequested(SimulatedObject)
        case started
    }

    /// When, in milliseconds since 1970-01-01 UTC.
    let time: Int64
    let kind: Kind
    /// Index of the sheet that is open.
    let sheet: Int
    /// The selection transaction in force.
    let transaction: SimulatedUUID
    /// The data state in force: the time of its calculation.
    let dataState: Int64
}
