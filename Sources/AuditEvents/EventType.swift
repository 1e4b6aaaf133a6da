/// The kind of an event: one of the names that Butler SOS recognises, or a further `event.…`.
package enum EventType: Sendable, Hashable {
    /// `selection.state.changed`: selections in the app changed.
    case selectionStateChanged
    /// `app.model.validated`: the engine recalculated.
    case appModelValidated
    /// `screenshot.url.received`: an image of an object is available.
    case screenshotURLReceived
    /// `object.view.duration`: an object left the view.
    case objectViewDuration
    /// `event.unsupported.visualization`: the client met a chart it cannot render well.
    case unsupportedVisualization
    /// `navigation.sheet.loaded`: a sheet was opened.
    case sheetLoaded
    /// `object.visibility.changed`: an object came into view or left it.
    case visibilityChanged
    /// `event.bookmark`: bookmark activity.
    case bookmark
    /// `audit.event`: anything.
    case generic
    /// A further name that starts with `event.`; the whole name.
    case other(String)

    /// Reads a name, case sensitive and untrimmed; nil when Butler SOS does not recognise it.
    package init?(_ name: String) {
        if let known = EventType.known.first(where: { $0.name == name }) {
            self = known
        } else if name.utf8.starts(with: "event.".utf8), name.unicodeScalars.count > 6,
            !name.unicodeScalars.contains(where: EventType.isLineBreak)
        {
            self = .other(name)
        } else {
            return nil
        }
    }

    private static let typeKey = JSONKey("type")

    /// Reads the type of an envelope; nil when the bytes are no JSON, or name no recognised type.
    package init?(envelope bytes: [UInt8]) {
        var name: String?
        bytes.withUnsafeBytes { bytes in
            // What isn't JSON has no type.
            try? JSONScanner().withDocument(of: bytes) { document in name = document.root[Self.typeKey]?.string }
        }
        guard let name else { return nil }
        self.init(name)
    }

    /// The name as the client sends it.
    package var name: String {
        switch self {
        case .selectionStateChanged: "selection.state.changed"
        case .appModelValidated: "app.model.validated"
        case .screenshotURLReceived: "screenshot.url.received"
        case .objectViewDuration: "object.view.duration"
        case .unsupportedVisualization: "event.unsupported.visualization"
        case .sheetLoaded: "navigation.sheet.loaded"
        case .visibilityChanged: "object.visibility.changed"
        case .bookmark: "event.bookmark"
        case .generic: "audit.event"
        case .other(let name): name
        }
    }

    /// Every type that has a case of its own.
    package static let known: [EventType] = [
        .selectionStateChanged, .appModelValidated, .screenshotURLReceived, .objectViewDuration,
        .unsupportedVisualization, .sheetLoaded, .visibilityChanged, .bookmark, .generic,
    ]

    /// Whether ECMAScript's `.` stops at this character.
    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
