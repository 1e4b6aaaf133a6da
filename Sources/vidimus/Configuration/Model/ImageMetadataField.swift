/// A fact that is written above a picture: `screenshots.addInImageMetadata.fields`.
package enum ImageMetadataField: String, Sendable, Hashable, CaseIterable {
    /// Time of the event, in UTC and local time.
    case date
    /// Id of the event.
    case eventID = "eventId"
    /// Correlation id of the event.
    case correlationID = "correlationId"
    /// Id of the selection transaction.
    case selectionTransactionID = "selectionTxnId"
    /// The user's full identity.
    case user
    /// Id of the app.
    case appID = "appId"
    /// Name of the app.
    case appName
    /// Name of the sheet.
    case sheetName
    /// Seconds in view.
    case viewingDuration

    /// The fields that a block switches on; none when the block as a whole is off.
    static func set(_ block: ConfigurationView) -> Set<ImageMetadataField> {
        guard block.boolean("enable") else { return [] }
        let fields = block.object("fields")
        return Set(allCases.filter { fields.boolean($0.rawValue) })
    }
}
