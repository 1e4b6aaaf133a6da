/// Lets simulated users take pictures at a ``QlikSite``, so that the links in their events lead somewhere.
///
/// The ids in the links come from the user's seed: the same seed at a site with the same ports gives the same links.
package struct SiteScreenshotSource: ScreenshotSource {
    private let site: QlikSite
    private let prefix: SitePrefix

    /// Takes pictures at the virtual proxy of `prefix`.
    package init(site: QlikSite, prefix: SitePrefix = .default) {
        precondition(site.configuration.rules.virtualProxies[prefix] != nil, "the site has this virtual proxy")
        self.site = site
        self.prefix = prefix
    }

    package func url(of capture: ScreenshotCapture) -> String {
        // Simulated people are written down in this package, all with a directory and an id.
        guard let user = try? SiteUser(identity: capture.user.identity) else {
            preconditionFailure("\(capture.user.identity) is nobody")
        }
        return site.exportImage(
            of: capture.object,
            selections: capture.selections,
            for: user,
            at: prefix,
            size: ExportSize(width: capture.width, height: capture.height),
            link: capture.linkID,
            name: capture.fileName
        )
    }
}
