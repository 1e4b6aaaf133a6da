/// A fact that can stand in the band above a picture; the cases are in the order of the band.
///
/// The raw values are the keys of Butler SOS under `addInImageMetadata.fields`.
package enum ScreenshotCaptionField: String, Sendable, Hashable, CaseIterable {
    case date
    case eventID = "eventId"
    case correlationID = "correlationId"
    case selectionTxnID = "selectionTxnId"
    case user
    case appID = "appId"
    case appName
    case sheetName
    case viewingDuration
}
