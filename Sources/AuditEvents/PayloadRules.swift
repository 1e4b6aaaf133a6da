/// The payload rules of the five event types that have them, as Butler SOS applies them.
///
/// One deliberate difference: display names (`appName`, `sheetName`, `title`, `vizType`, `trigger`, `userAgent`)
/// may have ``maximumDisplayNameLength`` characters, since evidence is not refused for decoration.
enum PayloadRules {
    /// How many code points a display name may have; Butler SOS takes 64, of a user agent 512.
    static let maximumDisplayNameLength = 1024
    /// How many entries `details` may have.
    static let maximumDetails = 500
    /// The largest coordinate of a screenshot's `crop`, in pixels.
    static let maximumCoordinate = 32_767

    /// Rules for `payload.context`, the same for the five types.
    static let context = ObjectRules([
        FieldRule("appId", .string),
        .text("appName", 0...maximumDisplayNameLength),
        .text("user", 0...256),
        .text("sheetId", 0...64),
        .text("sheetName", 0...maximumDisplayNameLength),
        .text("userAgent", 0...maximumDisplayNameLength),
    ])

    /// Rules for `payload.event`, nil for a type without any.
    static func event(of type: EventType) -> ObjectRules? {
        switch type {
        case .selectionStateChanged: selection
        case .appModelValidated: model
        case .screenshotURLReceived: screenshot
        case .objectViewDuration: duration
        case .unsupportedVisualization: unsupportedVisualization
        case .sheetLoaded, .visibilityChanged, .bookmark, .generic, .other: nil
        }
    }

    private static let transaction = FieldRule.text("selectionTxnId", .uuid, 1...36).required
    private static let optionalObject = FieldRule.text("objectId", 0...64, orNull: true)

    private static let selection = ObjectRules([transaction, details])

    private static let model = ObjectRules([
        transaction,
        FieldRule("dataStateId", [.integer, .null]),
        FieldRule("captureScheduled", [.boolean, .null]),
    ])

    private static let screenshot = ObjectRules([
        FieldRule.text("screenshotUrl", .uri, 1...2048).required,
        transaction,
        optionalObject,
        crop,
    ])

    private static let duration = ObjectRules([
        FieldRule.text("objectId", 1...64).required,
        .text("enteredAt", .dateTime, orNull: true),
        FieldRule.text("leftAt", .dateTime).required,
        number("duration", minimum: 0).required,
        FieldRule("visible", [.boolean, .null]),
        .text("selectionTxnId", 0...36, orNull: true),
        .text("enterSelectionTxnId", 0...36, orNull: true),
        .text("leaveSelectionTxnId", 0...36, orNull: true),
        FieldRule("dataStateId", [.integer, .null]),
    ])

    private static let unsupportedVisualization = ObjectRules([
        optionalObject,
        FieldRule.text("vizType", 1...maximumDisplayNameLength).required,
        .text("title", 0...maximumDisplayNameLength, orNull: true),
        .text("trigger", 0...maximumDisplayNameLength, orNull: true),
        transaction,
        FieldRule("dataStateId", [.number, .string, .null]),
    ])

    private static let details: FieldRule = {
        var rule = FieldRule("details", .array).required
        rule.maximumItems = maximumDetails
        return rule
    }()

    private static let crop: FieldRule = {
        var rule = FieldRule("crop", .object)
        rule.members = ObjectRules([
            coordinate("top"),
            coordinate("left"),
            size("width").required,
            size("height").required,
            coordinate("scrollTop"),
            coordinate("scrollAreaOffsetY"),
            coordinate("renderingOverflow"),
        ])
        return rule
    }()

    private static func number(_ name: StaticString, minimum: Int) -> FieldRule {
        var rule = FieldRule(name, .number)
        rule.minimum = minimum
        return rule
    }

    private static func coordinate(_ name: StaticString) -> FieldRule {
        var rule = number(name, minimum: 0)
        rule.maximum = maximumCoordinate
        return rule
    }

    private static func size(_ name: StaticString) -> FieldRule {
        var rule = FieldRule(name, .number)
        rule.exclusiveMinimum = 0
        rule.maximum = maximumCoordinate
        return rule
    }
}
