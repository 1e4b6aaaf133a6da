import Foundation
import QlikSimulator

/// The process that plays Qlik Sense for ``FetchContest``.
enum ServedSite {
    /// Paints nothing: whatever is exported is the same chart.
    private struct OneChart: PictureSource {
        let bytes: [UInt8]

        func picture(of object: SimulatedObject, selections: [SelectedField], size: ExportSize) -> [UInt8] { bytes }
    }

    /// Users whose pictures they are, with a session each.
    private static let userCount = 7

    /// Serves copies of the chart in a file, tells a ``SiteOffer`` on its standard output, and ends with its input.
    static func run(chart path: String, copies: Int, certificates: String) async throws {
        let chart = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let rules = SiteRules(contentPolicy: ContentPolicy(lifetime: .seconds(86_400)))
        let site = try QlikSite(QlikSiteConfiguration(rules: rules), pictures: OneChart(bytes: chart))
        let files = try site.trustZone.export(to: certificates)
        try await site.open()
        let pictures = try (0..<copies).map { number in
            let user = "UserDirectory=NORD; UserId=user\(number % userCount)"
            let bytes = NumberedPicture.bytes(chart, number: number)
            return SiteOffer.Picture(user: user, url: site.keep(bytes, for: try SiteUser(identity: user)))
        }
        let offer = SiteOffer(
            port: site.port(.proxy),
            servicePort: site.port(.proxyService),
            root: files.root,
            client: files.client,
            clientKey: files.clientKey,
            pictures: pictures
        )
        let output = FileHandle.standardOutput
        try output.write(contentsOf: try JSONEncoder().encode(offer))
        try output.close()
        _ = try FileHandle.standardInput.readToEnd()
        await site.close()
    }
}
