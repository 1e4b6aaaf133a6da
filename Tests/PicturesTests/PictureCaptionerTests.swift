import AuditTesting
import Foundation
import Pictures
import Testing

@Suite(.inTurn) struct PictureCaptionerTests {
    private static func picture(
        _ width: Int,
        _ height: Int,
        colour: UInt8 = 2,
        pixel: [UInt8] = [10, 20, 30]
    ) throws -> VerifiedPicture {
        try VerifiedPicture(inspecting: PNGBytes(width: width, height: height, colour: colour) { _, _ in pixel }.bytes)
    }

    @Test func thePictureIsBelowTheBandUntouched() throws {
        let picture = try Self.picture(900, 20, colour: 6, pixel: [10, 20, 30, 77])
        let captioned = try PictureCaptioner.captioned(picture, with: [CaptionLine("EVENT ID", "abc")])
        let decoded = DecodedPicture(captioned.bytes)
        let band = decoded.height - 20
        #expect(decoded.width == 900)
        #expect(decoded.channels == 4)
        #expect(decoded.pixel(0, 0) == [255, 255, 255, 255])
        #expect((0..<900).allSatisfy { decoded.pixel($0, band - 1) == [200, 200, 200, 255] })
        #expect((band..<decoded.height).allSatisfy { decoded.pixel(899, $0) == [10, 20, 30, 77] })
        #expect(try PictureFacts(inspecting: captioned.bytes) == captioned.facts)
        let hasText = (0..<band - 1).contains { y in (0..<200).contains { decoded.pixel($0, y) == [0, 0, 0, 255] } }
        #expect(hasText)
    }

    @Test func aNarrowPictureGetsWhiteBesideIt() throws {
        let lines = [CaptionLine("APP NAME", String(repeating: "wide ", count: 20))]
        let decoded = DecodedPicture(try PictureCaptioner.captioned(try Self.picture(30, 10), with: lines).bytes)
        #expect(decoded.width == PictureCaptioner.minimumTextWidth)
        #expect(decoded.pixel(29, decoded.height - 1) == [10, 20, 30])
        #expect(decoded.pixel(30, decoded.height - 1) == [255, 255, 255])
    }

    @Test func longValuesAreWrappedAndEndAfterSixLines() throws {
        func bandHeight(_ value: String) throws -> Int {
            let captioned = try PictureCaptioner.captioned(
                try Self.picture(640, 10),
                with: [CaptionLine("USER", value)]
            )
            return captioned.facts.height - 10
        }
        let one = try bandHeight("short") - 16
        #expect(try bandHeight(String(repeating: "x", count: 120)) - 16 > one)
        let long = try bandHeight(String(repeating: "word ", count: 200)) - 16
        #expect(long > 5 * one - 6 && long < 6 * one + 6)
    }

    @Test func scriptsOfAllKindsAreDrawn() throws {
        let empty = try Self.inkOfValue(" ")
        for text in ["Försäljning", "Łukasz", "研发部", "ניהול סיכונים", "تقرير", "बिक्री", "รายงาน", "한국어", "Δοκιμή"] {
            #expect(try Self.inkOfValue(text) > empty + 20, "\(text)")
        }
    }

    /// How many dark pixels the band has.
    private static func inkOfValue(_ text: String) throws -> Int {
        let captioned = try PictureCaptioner.captioned(try picture(300, 1), with: [CaptionLine("K", text)])
        let decoded = DecodedPicture(captioned.bytes)
        return (0..<decoded.height - 2).reduce(0) { sum, y in
            sum + (0..<300).count { decoded.pixel($0, y)[0] < 128 }
        }
    }

    @Test func theLinesStandInTheFileAsText() throws {
        let lines = [CaptionLine("APP NAME", "研发部 & Søn"), CaptionLine("DATE (UTC)", "2026-01-02 03:04:05")]
        let captioned = try PictureCaptioner.captioned(try Self.picture(300, 5), with: lines)
        let texts = DecodedPicture(captioned.bytes).chunks.filter { $0.name == "iTXt" }.map(\.content)
        #expect(
            texts == [
                Array("APP NAME\0\0\0\0\0研发部 & Søn".utf8), Array("DATE (UTC)\0\0\0\0\02026-01-02 03:04:05".utf8),
            ]
        )
    }

    @Test func nothingHidesInAValue() {
        #expect(CaptionLine("USER", "a\nEVENT ID: b\u{202E}x\u{0}").value == "a[U+000A]EVENT ID: b[U+202E]x[U+0000]")
        #expect(CaptionLine("USER", "\u{2067}x\u{2028}\u{E0041}").value == "[U+2067]x[U+2028][U+E0041]")
        #expect(CaptionLine("USER", "می\u{200C}خواهم 👩\u{200D}🔬").value == "می\u{200C}خواهم 👩\u{200D}🔬")
        #expect(CaptionLine("USER", nil).value == "n/a")
        #expect(CaptionLine("USER", "").value == "n/a")
        #expect(CaptionLine("USER", String(repeating: "é", count: 1024)).value.count == 1024)
        #expect(CaptionLine("USER", String(repeating: "A", count: 2000)).value.hasSuffix("A…"))
        #expect(CaptionLine("USER", String(repeating: "A", count: 2000)).value.count == 1025)
    }

    @Test func manyControlCharactersStayWithinSixLines() throws {
        let captioned = try PictureCaptioner.captioned(
            try Self.picture(64, 1),
            with: [CaptionLine("USER", String(repeating: "\u{202E}\n", count: 600))]
        )
        #expect(captioned.facts.height < 150)
    }

    @Test func onlyPNGGetsABand() throws {
        let jpeg = try VerifiedPicture(inspecting: SamplePictures.jpeg)
        #expect(throws: PictureFault.self) { try PictureCaptioner.captioned(jpeg, with: [CaptionLine("A", "b")]) }
    }
}
