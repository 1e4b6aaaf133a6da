import AuditDestinations

extension ScreenshotCaptionField {
    /// The fields that `screenshots.addInImageMetadata` switches on; none when the block as a whole is off.
    static func set(_ block: ConfigurationView) -> Set<ScreenshotCaptionField> {
        guard block.boolean("enable") else { return [] }
        let fields = block.object("fields")
        return Set(allCases.filter { fields.boolean($0.rawValue) })
    }
}
