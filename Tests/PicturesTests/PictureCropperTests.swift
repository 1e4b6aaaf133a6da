import AuditTesting
import Pictures
import Testing

@Suite(.inTurn) struct PictureCropperTests {
    /// A row of the table of verified behaviour: what is cut from a picture whose rows have their number as value.
    struct Example: Sendable, CustomTestStringConvertible {
        let size: (Int, Int)
        var width: Double
        var height: Double
        var top = 0.0
        var left = 0.0
        var scrollTop = 0.0
        var offset = 0.0
        /// Nil when the bytes stay as they are.
        let result: (width: Int, rows: [ClosedRange<Int>])?

        var testDescription: String { "\(size) to \(width) × \(height) at \(left), \(top), scrolled \(scrollTop)" }
    }

    static let examples: [Example] = [
        Example(size: (40, 40), width: 40, height: 40, result: nil),
        Example(size: (40, 40), width: 80, height: 80, result: nil),
        Example(size: (60, 60), width: 30, height: 25, top: 5, left: 7, result: (30, [5...29])),
        Example(size: (60, 60), width: 30, height: 30, left: 70, result: nil),
        Example(size: (60, 60), width: 30, height: 30, top: 50, left: 50, result: (10, [50...59])),
        Example(size: (50, 80), width: 50, height: 80, scrollTop: 20, offset: 10, result: (50, [0...9, 30...79])),
        Example(size: (50, 80), width: 40, height: 40, scrollTop: 20, offset: 10, result: (40, [0...9, 30...59])),
        Example(size: (50, 80), width: 50, height: 80, scrollTop: 70, offset: 10, result: nil),
        Example(size: (50, 80), width: 50, height: 80, scrollTop: 69, offset: 10, result: (50, [0...9, 79...79])),
        Example(size: (60, 60), width: 30.9, height: 25.4, top: 2.7, left: 3.2, result: (30, [2...26])),
        Example(size: (60, 60), width: 0.5, height: 60, result: nil),
        Example(size: (60, 60), width: 60, height: 60, top: 5, left: 5, result: nil),
        Example(size: (60, 60), width: 30, height: 25, top: -5, left: -7, result: (30, [0...24])),
    ]

    @Test(arguments: examples)
    func cropsAsKnown(example: Example) throws {
        let picture = try VerifiedPicture(
            inspecting: PNGBytes(width: example.size.0, height: example.size.1) { x, y in [UInt8(y), UInt8(x), 1] }
                .bytes
        )
        let request = try #require(
            CropRequest(
                width: example.width,
                height: example.height,
                top: example.top,
                left: example.left,
                scrollTop: example.scrollTop,
                scrollAreaOffsetY: example.offset
            )
        )
        let cropped = try PictureCropper.cropped(picture, to: request)
        guard let result = example.result else {
            #expect(cropped == nil)
            return
        }
        let decoded = DecodedPicture(try #require(cropped).bytes)
        #expect(decoded.width == result.width)
        #expect(decoded.rowValues == result.rows.flatMap { $0.map { UInt8($0) } })
        let left = UInt8(max(0, example.left))
        #expect((0..<decoded.width).map { decoded.pixel($0, 0)[1] } == (0..<result.width).map { left + UInt8($0) })
    }

    @Test func aCroppedPictureIsAWholePicture() throws {
        let picture = try VerifiedPicture(
            inspecting: PNGBytes(width: 60, height: 60) { x, y in [UInt8(x), 2, 3] }.bytes
        )
        let request = try #require(CropRequest(width: 10, height: 20))
        let cropped = try #require(try PictureCropper.cropped(picture, to: request))
        #expect(try PictureFacts(inspecting: cropped.bytes) == cropped.facts)
        #expect(cropped.facts.size == PictureSize(width: 10, height: 20))
        #expect(DecodedPicture(cropped.bytes).chunks.map(\.name) == ["IHDR", "IDAT", "IEND"])
    }

    @Test(arguments: [(UInt8(0), [9]), (4, [9, 128]), (2, [9, 8, 7]), (6, [9, 8, 7, 128])] as [(UInt8, [UInt8])])
    func colourTypesAreKept(type: UInt8, pixel: [UInt8]) throws {
        let picture = try VerifiedPicture(
            inspecting: PNGBytes(width: 12, height: 12, colour: type) { _, _ in pixel }.bytes
        )
        let request = try #require(CropRequest(width: 5, height: 6))
        let decoded = DecodedPicture(try #require(try PictureCropper.cropped(picture, to: request)).bytes)
        #expect(decoded.channels == pixel.count)
        #expect(decoded.pixel(4, 5) == pixel)
    }

    @Test func palettesAndInterlacedPicturesAreCropped() throws {
        let request = try #require(CropRequest(width: 3, height: 1))
        let palette = try VerifiedPicture(inspecting: SamplePictures.palette)
        let decoded = DecodedPicture(try #require(try PictureCropper.cropped(palette, to: request)).bytes)
        #expect((0..<3).map { decoded.pixel($0, 0) } == [[255, 255, 255, 255], [0, 0, 0, 0], [255, 255, 255, 255]])
        let interlaced = try VerifiedPicture(inspecting: SamplePictures.interlaced)
        #expect(try PictureCropper.cropped(interlaced, to: request)?.facts.size == PictureSize(width: 3, height: 1))
    }

    @Test func theCornerOfALargePictureIsCut() throws {
        var png = PNGBytes()
        png.width = 8000
        png.height = 8000
        png.depth = 1
        png.colour = 0
        // Black, but for the last row.
        png.raw = [UInt8](repeating: 0, count: 1001 * 7999) + [0] + [UInt8](repeating: 0xFF, count: 1000)
        let picture = try VerifiedPicture(inspecting: png.bytes)
        let request = try #require(CropRequest(width: 100, height: 100, top: 7900, left: 7950))
        let decoded = DecodedPicture(try #require(try PictureCropper.cropped(picture, to: request)).bytes)
        #expect((decoded.width, decoded.height, decoded.channels) == (50, 100, 1))
        #expect(decoded.rowValues == [UInt8](repeating: 0, count: 99) + [255])
    }

    @Test func aLargeInterlacedPictureIsNotDecoded() throws {
        var png = PNGBytes()
        png.width = 8000
        png.height = 8000
        png.depth = 1
        png.colour = 3
        png.interlace = 1
        png.extra = PNGBytes.chunk("PLTE", [1, 2, 3])
        // Bytes of each pass: rows, and pixels of a row with the filter type before them.
        let passes = [(1000, 1000), (1000, 1000), (1000, 2000), (2000, 2000), (2000, 4000), (4000, 4000), (4000, 8000)]
        png.raw = [UInt8](repeating: 0, count: passes.reduce(0) { $0 + $1.0 * (1 + $1.1 / 8) })
        let picture = try VerifiedPicture(inspecting: png.bytes)
        let request = try #require(CropRequest(width: 100, height: 100))
        #expect(throws: PictureFault.self) { try PictureCropper.cropped(picture, to: request) }
    }

    @Test func otherFormatsStayAsTheyAre() throws {
        let request = try #require(CropRequest(width: 1, height: 1))
        for bytes in [SamplePictures.jpeg, SamplePictures.webpLossy] {
            #expect(try PictureCropper.cropped(try VerifiedPicture(inspecting: bytes), to: request) == nil)
        }
    }

    @Test func withoutASizeThereIsNothingToCropTo() {
        #expect(CropRequest(width: nil, height: 5) == nil)
        #expect(CropRequest(width: 0, height: 5) == nil)
        #expect(CropRequest(width: 5, height: -1) == nil)
        #expect(CropRequest(width: .nan, height: 5) == nil)
        #expect(CropRequest(width: .infinity, height: 1e300)?.width == 1_000_000_000)
    }
}
