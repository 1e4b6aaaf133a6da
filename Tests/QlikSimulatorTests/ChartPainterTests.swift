import AuditTesting
import Pictures
import QlikSimulator
import Testing

@Suite(.inTurn) struct ChartPainterTests {
    private static let site = SimulatedSite()

    /// Every chart of the site with its app.
    private static var charts: [(app: SimulatedApp, object: SimulatedObject)] {
        site.apps.flatMap { app in app.sheets.flatMap { $0.objects.map { (app, $0) } } }
    }

    @Test func everyChartIsAWholePictureOfItsSize() throws {
        for (app, object) in Self.charts {
            let bytes = try ChartPainter.picture(of: object, in: app, width: 640, height: 400)
            let facts = try PictureFacts(inspecting: bytes)
            #expect(facts.format == .png)
            #expect(facts.size == PictureSize(width: 640, height: 400), "\(object.title)")
        }
    }

    @Test func theSameChartIsTheSamePicture() throws {
        let (app, object) = Self.charts[0]
        let first = try ChartPainter.picture(of: object, in: app, width: 300, height: 200)
        #expect(try ChartPainter.picture(of: object, in: app, width: 300, height: 200) == first)
        let selections = [SelectedField(field: 0, values: [1, 3])]
        let other = try ChartPainter.picture(of: object, in: app, selections: selections, width: 300, height: 200)
        #expect(other != first)
    }

    @Test(arguments: [(1, 1), (20, 900), (900, 20), (72, 72)])
    func oddSizesAreDrawn(width: Int, height: Int) throws {
        for (app, object) in Self.charts {
            let bytes = try ChartPainter.picture(of: object, in: app, width: width, height: height)
            #expect(try PictureFacts(inspecting: bytes).size == PictureSize(width: width, height: height))
        }
    }
}
