import AuditDestinations

/// Fetching and storing pictures: `destination.screenshots`.
package struct ScreenshotConfiguration: Sendable, Hashable {
    /// The only target when none is written.
    package static let defaultDirectory = "audit-events/screenshots"

    /// Time without data after which a download counts as failed; default 15 s.
    package var downloadTimeout: Duration

    /// Directories of the enabled flat targets, relative to the working directory; empty stores nothing.
    package var directories: [String]

    /// Hosts that pictures may be fetched from; empty fetches nothing.
    package var allowedHosts: AllowedHosts

    /// Facts written above a second picture; empty (the default) makes none.
    package var imageMetadata: Set<ScreenshotCaptionField>

    /// How the server identifies itself; default not at all.
    package var authentication: ScreenshotAuthentication

    /// Sessions that are kept; nil (the default) keeps none.
    package var sessionCache: SessionCacheConfiguration?

    /// What Butler SOS doesn't have.
    package var own: OwnScreenshotConfiguration

    /// Reads the blocks; nil when screenshots are off.
    init?(_ block: ConfigurationView, _ own: ConfigurationView, _ reading: inout ConfigurationReading) {
        let ownConfiguration = OwnScreenshotConfiguration(own, &reading)
        let authentication = ScreenshotAuthentication(block.object("auth"), &reading)
        guard block.boolean("enable") else { return nil }
        let timeout = block.number("downloadTimeoutMs")
        self.downloadTimeout = .milliseconds(boundedMilliseconds: timeout > 0 ? timeout : 15_000)
        self.directories =
            block.isWritten("storageTargets")
            ? block.objects("storageTargets").filter { $0.boolean("enable") }.map { $0.text("directory") }
            : [Self.defaultDirectory]
        self.allowedHosts = AllowedHosts(block.texts("allowedImageDownloadHosts") ?? [])
        self.imageMetadata = ScreenshotCaptionField.set(block.object("addInImageMetadata"))
        self.authentication = authentication
        self.sessionCache = SessionCacheConfiguration(block.object("auth").object("sessionCache"))
        self.own = ownConfiguration
        note(block, &reading)
    }

    private func note(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        if allowedHosts.isEmpty {
            let message = "names no host: no screenshot is fetched until it does"
            reading.note(.warning, block, "allowedImageDownloadHosts", message)
        }
        for host in allowedHosts.unusable {
            let message = "'\(host)' never matches: an entry is 'host', 'host:port' or 'http://host:port'"
            reading.note(.warning, block, "allowedImageDownloadHosts", message)
        }
        if directories.isEmpty {
            reading.note(.warning, block, "storageTargets", "has no enabled target: no screenshot is fetched")
        }
        if block.isWritten("downloadTimeoutMs"), block.number("downloadTimeoutMs") <= 0 {
            reading.note(.information, block, "downloadTimeoutMs", "is not positive; the default 15000 is used")
        }
    }
}
