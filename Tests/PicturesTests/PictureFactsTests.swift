import AuditTesting
import CZlib
import Pictures
import Testing

@Suite(.inTurn) struct PictureFactsTests {
    @Test(arguments: SamplePictures.all.indices)
    func wholePicturesAreRecognised(index: Int) throws {
        let sample = SamplePictures.all[index]
        let facts = try PictureFacts(inspecting: sample.bytes)
        #expect((facts.width, facts.height) == sample.size, "\(sample.name)")
    }

    @Test(arguments: SamplePictures.all.indices)
    func everyTruncationIsRefused(index: Int) {
        let sample = SamplePictures.all[index]
        for count in 0..<sample.bytes.count {
            #expect(throws: PictureFault.self, "\(sample.name) cut to \(count)") {
                try PictureFacts(inspecting: Array(sample.bytes.prefix(count)))
            }
        }
    }

    @Test(arguments: SamplePictures.all.indices)
    func bytesBehindTheEndAreRefused(index: Int) {
        let sample = SamplePictures.all[index]
        #expect(throws: PictureFault.self, "\(sample.name)") { try PictureFacts(inspecting: sample.bytes + [0]) }
    }

    @Test func everyChangedByteOfAPNGIsFound() {
        for index in SamplePictures.png.indices {
            var bytes = SamplePictures.png
            bytes[index] ^= 0x01
            #expect(throws: PictureFault.self, "byte \(index)") { try PictureFacts(inspecting: bytes) }
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html>", "an HTML page"), ("  \n<svg xmlns=''/>", "an SVG drawing"),
        ("\u{FEFF}<?xml version='1.0'?><svg/>", "an SVG drawing"), ("{\"error\":1}", "a JSON text"),
        ("%PDF-1.7", "a PDF document"), ("hello", nil),
    ])
    func whatIsNoPictureIsNamed(text: String, looksLike: String?) {
        #expect(throws: PictureFault.notAPicture(looksLike: looksLike)) {
            try PictureFacts(inspecting: Array(text.utf8))
        }
    }

    @Test func nothingIsRefusedAsNothing() {
        #expect(throws: PictureFault.empty) { try PictureFacts(inspecting: []) }
    }

    @Test func limitsHold() throws {
        let bytes = SamplePictures.png
        let count = bytes.count
        _ = try PictureFacts(inspecting: bytes, limits: PictureLimits(bytes: count, pixels: 63, side: 9))
        for limits in [
            PictureLimits(bytes: count - 1, pixels: 63, side: 9), PictureLimits(bytes: count, pixels: 62, side: 9),
            PictureLimits(bytes: count, pixels: 63, side: 8),
        ] {
            #expect(throws: PictureFault.self) { try PictureFacts(inspecting: bytes, limits: limits) }
        }
    }

    @Test func aHugeClaimIsRefusedBeforeDecoding() {
        var png = PNGBytes()
        png.width = 30_000
        png.height = 30_000
        #expect(throws: PictureFault.tooManyPixels(width: 30_000, height: 30_000, limits: .standard)) {
            try PictureFacts(inspecting: png.bytes)
        }
    }

    @Test func imageDataHaveExactlyTheRowsOfTheHeader() throws {
        var png = PNGBytes(width: 4, height: 4) { _, _ in [1, 2, 3] }
        let raw = png.raw
        png.raw = raw + [0]
        #expect(throws: PictureFault.self) { try PictureFacts(inspecting: png.bytes) }
        png.raw = Array(raw.dropLast())
        #expect(throws: PictureFault.self) { try PictureFacts(inspecting: png.bytes) }
        png.raw = raw
        png.raw[13] = 5
        #expect(throws: PictureFault.damaged(.png, "a row has an unknown filter")) {
            try PictureFacts(inspecting: png.bytes)
        }
        png.raw[13] = 4
        #expect(try PictureFacts(inspecting: png.bytes).width == 4)
    }

    @Test func chunksHaveAnOrder() {
        let data = PNGBytes.chunk("IDAT", PNGBytes.deflated([0, 1, 2, 3]))
        let end = PNGBytes.chunk("IEND", [])
        let start = PNGBytes.signature + PNGBytes.chunk("IHDR", PNGBytes().header)
        let text = PNGBytes.chunk("tEXt", [])
        for chunks in [
            end, data, data + text + data + end, start + end, PNGBytes.chunk("ABCD", []) + data + end,
            data + PNGBytes.chunk("PLTE", [1, 2, 3]) + end, PNGBytes.chunk("PLTE", [1, 2]) + data + end,
            data + PNGBytes.chunk("IEND", [1]), PNGBytes.chunk("12CD", []) + data + end,
            PNGBytes.chunk("IDAT", PNGBytes.deflated([0, 1, 2, 3]) + [0]) + end,
        ] {
            #expect(throws: PictureFault.self) { try PictureFacts(inspecting: start + chunks) }
        }
    }

    @Test func mutatedPicturesNeverTrap() throws {
        let seed: UInt64 = 0x91C7_0E5B_44D2_A801
        var generator = SeededGenerator(seed: seed)
        let request = try #require(CropRequest(width: 3, height: 2, scrollTop: 1, renderingOverflow: 1))
        var accepted = 0
        for round in 0..<24_000 {
            var bytes = SamplePictures.all[round % SamplePictures.all.count].bytes
            for _ in 0...Int.random(in: 0...4, using: &generator) { Self.mutate(&bytes, &generator) }
            guard let picture = try? VerifiedPicture(inspecting: bytes) else { continue }
            accepted += 1
            // What was accepted must do no harm in the decoder either; that it may refuse is fine.
            _ = try? PictureCropper.cropped(picture, to: request)
        }
        // Most changes break a picture; in JPEG and WebP some fall into samples that nobody decodes.
        #expect(accepted < 12_000, "seed \(seed)")
    }

    /// Changes bytes, and sums after them so that mutations get behind the checksums of PNG.
    private static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][Int.random(in: 0..<5, using: &generator)]
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + 8))
        default:
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            repairChecksums(&bytes)
        }
    }

    private static func repairChecksums(_ bytes: inout [UInt8]) {
        guard bytes.starts(with: PNGBytes.signature) else { return }
        var position = 8
        while position + 12 <= bytes.count {
            let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
            guard position + 12 + length <= bytes.count else { return }
            let covered = Array(bytes[position + 4..<position + 8 + length])
            let sum = PNGBytes.number(Int(crc32(0, covered, UInt32(covered.count))))
            bytes.replaceSubrange(position + 8 + length..<position + 12 + length, with: sum)
            position += 12 + length
        }
    }
}
