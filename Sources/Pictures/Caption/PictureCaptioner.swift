/// Puts a band with text above PNG pictures.
package enum PictureCaptioner {
    /// Lines that one value may be wrapped into.
    package static let maximumWrappedLines = 6
    /// Pixels that lines may take even when the picture is narrower, so that they stay readable.
    package static let minimumTextWidth = 640
    /// Pixels that lines take at most; a wider picture has white beside them.
    package static let maximumTextWidth = 4096

    private static let fontSize = 13.0
    private static let padding = 8.0
    private static let separator: UInt8 = 200
    /// U+2068 and U+2069: what is between them has a direction of its own and doesn't touch that of the key.
    private static let isolate = (open: "\u{2068}", close: "\u{2069}")

    /// Puts a white band above a picture, with `lines` in black and a grey line under them.
    ///
    /// The pixels of the picture stay as they are, alpha included, with 8 bits a channel; grey becomes colour. The same
    /// lines stand in the file as iTXt chunks, under the same keys.
    ///
    /// - Parameters:
    ///   - picture: A PNG picture.
    ///   - lines: At least one.
    /// - Returns: The band with the picture below it.
    /// - Throws: ``PictureFault``; the picture itself can then be stored alone.
    package static func captioned(
        _ picture: VerifiedPicture,
        with lines: [CaptionLine]
    ) throws(PictureFault) -> VerifiedPicture {
        precondition(!lines.isEmpty, "there is something to write")
        guard picture.facts.format == .png else {
            throw .unworkable("only a PNG picture gets a band; this is \(picture.facts.format.displayName)")
        }
        return try picture.bytes.span.withUnsafeBytes { (bytes) throws(PictureFault) in
            var reader = try PNGRowReader(bytes)
            let band = try band(lines, above: reader.size)
            let size = PictureSize(
                width: max(reader.size.width, band.size.width),
                height: reader.size.height + band.size.height
            )
            try PictureLimits.standard.check(width: size.width, height: size.height, of: .png)
            let kind = reader.kind.hasAlpha ? PixelKind.rgba : .rgb
            let writer = try PNGRowWriter(size, kind)
            for line in lines { try writer.text(line.key, line.value) }
            var row = [UInt8](repeating: 255, count: size.width * kind.rawValue)
            try write(band, &row, kind, writer)
            row = [UInt8](repeating: 255, count: size.width * kind.rawValue)
            for y in 0..<reader.size.height {
                let source = reader.kind
                try reader.row(y) { pixels in PixelCopy.copy(pixels, source, to: &row, kind) }
                try row.span.withUnsafeBufferPointer { (row) throws(PictureFault) in try writer.row(row) }
            }
            return try writer.finish()
        }
    }

    /// Draws the text; the last row is left to the separator.
    private static func band(_ lines: [CaptionLine], above picture: PictureSize) throws(PictureFault) -> Canvas {
        let texts = lines.map { "\($0.key): \(isolate.open)\($0.value)\(isolate.close)" }
        let probe = try Canvas(PictureSize(width: 1, height: 1))
        let single = TextStyle(size: fontSize)
        let longest = texts.map { probe.extent(of: $0, single).width }.max() ?? 0
        let readable = min(Int(longest.rounded(.up)) + 2 * Int(padding), minimumTextWidth)
        let width = min(max(picture.width, readable), maximumTextWidth)
        var style = single
        style.width = Double(width) - 2 * padding
        style.lines = maximumWrappedLines
        let heights = texts.map { probe.extent(of: $0, style).height.rounded(.up) }
        let height = Int(heights.reduce(0, +) + 2 * padding)
        let canvas = try Canvas(PictureSize(width: width, height: height))
        var y = padding
        for (text, height) in zip(texts, heights) {
            canvas.draw(text, at: CanvasPoint(padding, y), style, .black)
            y += height
        }
        return canvas
    }

    private static func write(
        _ band: Canvas,
        _ row: inout [UInt8],
        _ kind: PixelKind,
        _ writer: borrowing PNGRowWriter
    ) throws(PictureFault) {
        var pixels = [UInt8](repeating: 0, count: 3 * band.size.width)
        for y in 0..<band.size.height {
            if y < band.size.height - 1 {
                try band.copyRow(y, to: &pixels)
                pixels.withUnsafeBufferPointer { PixelCopy.copy($0, .rgb, to: &row, kind) }
            } else {
                let line = [UInt8](repeating: separator, count: row.count / kind.rawValue)
                line.withUnsafeBufferPointer { PixelCopy.copy($0, .grey, to: &row, kind) }
            }
            try row.span.withUnsafeBufferPointer { (row) throws(PictureFault) in try writer.row(row) }
        }
    }
}
