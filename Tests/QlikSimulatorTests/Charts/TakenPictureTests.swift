import AuditTesting
import Pictures
import QlikSimulator
import Testing

@Suite(.inTurn) struct TakenPictureTests {
    @Test(arguments: 0..<5 as Range<UInt64>)
    func eventsCarryTheValuesThatTheirPicturesShow(seed: UInt64) throws {
        let taken = try TakenPicture.all(seed: seed, events: 3_000)
        #expect(taken.count > 50)
        for picture in taken {
            #expect(picture.event.width == picture.capture.width)
            #expect(picture.event.height == picture.capture.height)
            guard let said = picture.event.objectData else { continue }
            let data = picture.data
            let rows = said.visibleRange.rowStart..<said.visibleRange.rowEnd
            #expect(!rows.isEmpty && rows.upperBound <= data.rows.count, "\(picture.capture.object.title)")
            #expect(said.visibleRange.colEnd == said.dimensions.count + said.measures.count)
            for (index, dimension) in said.dimensions.enumerated() {
                #expect(dimension.values == rows.map { data.text(row: $0, dimension: index) })
            }
            for (measure, series) in zip(said.measures, data.series) {
                #expect(measure.label == series.label)
                #expect(measure.values.compactMap(Double.init) == rows.map { series.values[$0] })
            }
        }
    }

    @Test func croppedTablesKeepTheirHeadsAndShowTheRowsInView() throws {
        var scrolled = 0
        var overflowing = 0
        for seed in 0..<4 as Range<UInt64> {
            for taken in try TakenPicture.all(seed: seed, events: 1_500) {
                guard let crop = taken.event.crop, crop.scrollTop > 0 || crop.renderingOverflow > 0 else { continue }
                let whole = try Self.paint(taken)
                let seen = try #require(try PictureCropper.cropped(whole, to: try Self.request(crop)))
                #expect(seen.facts.size == PictureSize(width: taken.capture.width, height: Int(crop.height)))
                let head = TableLayout.bodyTop
                let below = Int(crop.scrollTop)
                #expect(try Self.band(seen, 0, head) == Self.band(whole, 0, head))
                // What comes first below the head, and five rows further down.
                for row in [head, head + 5 * TableLayout.rowHeight] {
                    let height = TableLayout.rowHeight / 2
                    #expect(try Self.band(seen, row, height) == Self.band(whole, row + below, height))
                }
                // The line below the last row is where the table ends.
                let end = Int(crop.height) - TableLayout.bottom - 1
                let wholeEnd = taken.capture.height - TableLayout.bottom - 1
                #expect(try Self.band(seen, end, TableLayout.bottom) == Self.band(whole, wholeEnd, TableLayout.bottom))
                scrolled += crop.scrollTop > 0 ? 1 : 0
                overflowing += crop.renderingOverflow > 0 ? 1 : 0
            }
        }
        #expect(scrolled > 3)
        #expect(overflowing > 5)
    }

    @Test func aTableInViewHasAsManyRowsAsItsEventSays() throws {
        for taken in try TakenPicture.all(seed: 6, events: 4_000) {
            guard let crop = taken.event.crop, let range = taken.event.objectData?.visibleRange else { continue }
            #expect(Int(crop.scrollAreaOffsetY) == TableLayout.bodyTop)
            #expect(range.rowStart == Int(crop.scrollTop) / TableLayout.rowHeight)
            let room = Int(crop.height) - TableLayout.bodyTop - TableLayout.bottom
            let last = Int(crop.scrollTop + crop.renderingOverflow) + room
            #expect(range.rowEnd == min(taken.data.rows.count, last / TableLayout.rowHeight))
            // Only a table with hardly any rows leaves room below them.
            #expect(last / TableLayout.rowHeight - range.rowEnd < 3)
        }
    }

    private static func paint(_ taken: TakenPicture) throws -> VerifiedPicture {
        try VerifiedPicture(
            inspecting: try ChartPainter.picture(
                of: taken.capture.object,
                in: taken.app,
                selections: taken.capture.selections,
                width: taken.capture.width,
                height: taken.capture.height
            )
        )
    }

    private static func request(_ crop: TakenPicture.Event.Crop) throws -> CropRequest {
        try #require(
            CropRequest(
                width: crop.width,
                height: crop.height,
                top: crop.top,
                left: crop.left,
                scrollTop: crop.scrollTop,
                scrollAreaOffsetY: crop.scrollAreaOffsetY,
                renderingOverflow: crop.renderingOverflow
            )
        )
    }

    /// Some rows of pixels as a picture of their own.
    private static func band(_ picture: VerifiedPicture, _ top: Int, _ height: Int) throws -> [UInt8] {
        let request = try #require(
            CropRequest(width: Double(picture.facts.size.width), height: Double(height), top: Double(top))
        )
        return try #require(try PictureCropper.cropped(picture, to: request)).bytes
    }
}
