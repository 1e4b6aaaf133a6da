/// Where pictures are kept, and what is done to them before.
package struct ScreenshotStorageSettings: Sendable {
    /// Bytes a directory may hold unless configured otherwise: 100 GiB.
    package static let defaultQuotaBytes = 100 << 30

    /// Where every picture is kept under the hash of its bytes, `<data>/screenshots`.
    package let contentDirectory: String
    /// Where named copies go, in this order.
    package let targets: [ScreenshotTarget]
    /// What stands above the second picture; without fields there is no second picture.
    package let caption: ScreenshotCaption
    /// Bytes that each of the directories may hold.
    package let quotaBytes: Int

    /// Puts settings together.
    package init(
        contentDirectory: String,
        targets: [ScreenshotTarget],
        caption: ScreenshotCaption,
        quotaBytes: Int = ScreenshotStorageSettings.defaultQuotaBytes
    ) {
        self.contentDirectory = contentDirectory
        self.targets = targets
        self.caption = caption
        self.quotaBytes = quotaBytes
    }
}
