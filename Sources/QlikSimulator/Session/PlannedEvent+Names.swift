extension PlannedEvent.Kind {
    /// The type in the envelope.
    var type: String {
        switch self {
        case .sheetLoaded: "navigation.sheet.loaded"
        case .selectionChanged: "selection.state.changed"
        case .modelValidated: "app.model.validated"
        case .becameVisible, .becameHidden: "object.visibility.changed"
        case .viewed: "object.view.duration"
        case .screenshot: "screenshot.url.received"
        case .unsupported: "event.unsupported.visualization"
        case .bookmark: "event.bookmark"
        case .exportRequested: "event.export.requested"
        case .started: "audit.event"
        }
    }

    /// The extension's own name for it, in the payload.
    var innerType: String {
        switch self {
        case .sheetLoaded: "sheet.loaded"
        case .becameVisible, .becameHidden: "visibility.changed"
        case .viewed: "view.duration"
        case .unsupported: "unsupported.visualization"
        case .bookmark: "bookmark"
        case .exportRequested: "export.requested"
        default: type
        }
    }

    /// Whether the selection transaction correlates it, rather than the data state.
    var hasTransaction: Bool {
        switch self {
        case .sheetLoaded, .bookmark, .exportRequested, .started: false
        default: true
        }
    }
}
