/// Links that look right and lead nowhere.
package struct MadeUpScreenshotSource: ScreenshotSource {
    private let baseURL: String

    /// Makes links under `baseURL`, which has no slash at its end.
    package init(baseURL: String) {
        self.baseURL = baseURL
    }

    package func url(of capture: ScreenshotCapture) -> String {
        "\(baseURL)/tempcontent/\(capture.linkID)/\(capture.fileName)?serverNodeId=\(SiteRules.defaultNode)"
    }
}
