import AuditTesting
import Pictures
import Testing

@Suite(.inTurn) struct GridLineTests {
    /// The colour of a grid line.
    private static let grid: [UInt8] = [200, 200, 200]

    /// Crops a picture with texts of many colours and a grid line; returns the first channel of its rows.
    ///
    /// Every row but the grid line changes from pixel to pixel; `above` replaces all rows above the line.
    private static func rows(
        _ width: Int,
        _ height: Int,
        grid: Int,
        crop: (Double, Double),
        scrollTop: Double = 0,
        offset: Double = 0,
        above: ((_ x: Int) -> [UInt8])? = nil,
        line: [UInt8] = grid
    ) throws -> [UInt8]? {
        let bytes = PNGBytes(width: width, height: height) { x, y in
            if y == grid { return line }
            if y < grid, let above { return above(x) }
            return [UInt8(y), UInt8(x * 7 % 200), 0]
        }.bytes
        let request = CropRequest(
            width: crop.0,
            height: crop.1,
            scrollTop: scrollTop,
            scrollAreaOffsetY: offset,
            renderingOverflow: 5
        )
        let cropped = try PictureCropper.cropped(try VerifiedPicture(inspecting: bytes), to: try #require(request))
        return cropped.map { DecodedPicture($0.bytes).rowValues }
    }

    @Test func theRowsAboveTheLineGo() throws {
        let rows = try Self.rows(240, 120, grid: 100, crop: (240, 115))
        #expect(rows == Array(0...94) + [200] + Array(101...119))
    }

    @Test func narrowPicturesAreNotSearched() throws {
        let plain = try Self.rows(100, 120, grid: 100, crop: (100, 115))
        #expect(plain == Array(0...99) + [200] + Array(101...114))
        #expect(try Self.rows(110, 120, grid: 100, crop: (110, 115))?.count == 115)
        #expect(try Self.rows(110, 120, grid: 100, crop: (110, 115))?[99] == 99)
        #expect(try Self.rows(111, 120, grid: 100, crop: (111, 115))?[95] == 200)
    }

    @Test func theUpperHalfIsNotSearched() throws {
        #expect(try Self.rows(240, 120, grid: 40, crop: (240, 115))?[40] == 200)
        #expect(try Self.rows(240, 120, grid: 59, crop: (240, 115))?[59] == 200)
        #expect(try Self.rows(240, 120, grid: 60, crop: (240, 115))?[55] == 200)
    }

    @Test func theLastFourRowsAreNotSearched() throws {
        #expect(try Self.rows(240, 120, grid: 115, crop: (240, 115))?[110] == 200)
        #expect(try Self.rows(240, 120, grid: 116, crop: (240, 115)) == Array(0...114))
    }

    @Test func bothStepsWorkTogether() throws {
        let rows = try Self.rows(240, 140, grid: 110, crop: (240, 115), scrollTop: 20, offset: 10)
        #expect(rows == Array(0...9) + Array(30...104) + [200] + Array(111...139))
    }

    @Test func aLineIsKnownByTheRowAboveIt() throws {
        func isFound(_ above: @escaping (_ x: Int) -> [UInt8]) throws -> Bool {
            try Self.rows(240, 120, grid: 100, crop: (240, 115), above: above)?[95] == 200
        }
        #expect(try isFound { x in [180, UInt8(x % 100), UInt8(x % 50)] })
        #expect(try isFound { x in [180, 180, UInt8(x / 10 % 2 * 6 + 180)] })
        #expect(try isFound { _ in [255, 255, 255] })
        #expect(try isFound { _ in [209, 209, 209] })
        #expect(try !isFound { _ in [208, 208, 208] })
        #expect(try !isFound { _ in [203, 203, 203] })
        #expect(try !isFound { _ in [100, 100, 100] })
    }

    @Test func aLineIsLightGrey() throws {
        func isFound(_ line: [UInt8]) throws -> Bool {
            try Self.rows(240, 120, grid: 100, crop: (240, 115), line: line)?[95] == line[0]
        }
        #expect(try isFound([160, 160, 160]))
        #expect(try isFound([245, 245, 245]))
        #expect(try !isFound([159, 159, 159]))
        #expect(try !isFound([246, 246, 246]))
    }

    @Test func anOverflowBeyondTheTopIsPassedOver() throws {
        let bytes = PNGBytes(width: 240, height: 12) { x, y in y == 6 ? Self.grid : [UInt8(y), UInt8(x * 7 % 200), 0] }
        let picture = try VerifiedPicture(inspecting: bytes.bytes)
        let exact = try #require(CropRequest(width: 240, height: 12, renderingOverflow: 6))
        let cropped = try #require(try PictureCropper.cropped(picture, to: exact))
        #expect(DecodedPicture(cropped.bytes).rowValues == [200] + Array(7...11))
        let beyond = try #require(CropRequest(width: 240, height: 12, renderingOverflow: 7))
        #expect(try PictureCropper.cropped(picture, to: beyond) == nil)
    }
}
