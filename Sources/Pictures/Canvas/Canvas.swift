import CPictures

/// A white, opaque picture to draw on.
///
/// Not thread safe: one thread makes it, draws and reads.
package final class Canvas {
    /// Fonts for Latin, Greek and Cyrillic come first, so that they look the same everywhere; others fill the gaps.
    private static let family = "DejaVu Sans, Noto Sans, Droid Sans Fallback, Noto Sans CJK SC, sans-serif"

    /// Size in pixels.
    package let size: PictureSize
    private let canvas: OpaquePointer

    /// Makes a canvas.
    ///
    /// - Throws: ``PictureFault/unworkable(_:)`` without memory or without any font.
    package init(_ size: PictureSize) throws(PictureFault) {
        guard vidimus_font_family_count() > 0 else {
            throw .unworkable("there are no fonts to draw with; install a package such as fonts-dejavu-core")
        }
        guard size.width > 0, size.height > 0, size.width <= PictureLimits.standard.side,
            size.height <= PictureLimits.standard.side,
            let canvas = vidimus_canvas_open(Int32(size.width), Int32(size.height))
        else { throw .unworkable("there is no memory to draw \(size) pixels") }
        self.size = size
        self.canvas = canvas
    }

    deinit {
        vidimus_canvas_free(canvas)
    }

    /// Fills a rectangle.
    package func fill(_ rectangle: CanvasRectangle, _ colour: CanvasColour) {
        fill(
            [
                CanvasPoint(rectangle.x, rectangle.y), CanvasPoint(rectangle.right, rectangle.y),
                CanvasPoint(rectangle.right, rectangle.bottom), CanvasPoint(rectangle.x, rectangle.bottom),
            ],
            colour
        )
    }

    /// Fills a polygon.
    package func fill(_ points: [CanvasPoint], _ colour: CanvasColour) {
        path(points)
        use(colour)
        vidimus_canvas_fill(canvas)
    }

    /// Fills a sector of a ring; angles are radians, clockwise from the top.
    package func fillSector(
        _ centre: CanvasPoint,
        radius: Double,
        hole: Double = 0,
        angles: Range<Double>,
        _ colour: CanvasColour
    ) {
        let from = angles.lowerBound - .pi / 2
        let to = angles.upperBound - .pi / 2
        vidimus_canvas_move(canvas, centre.x, centre.y)
        vidimus_canvas_arc(canvas, centre.x, centre.y, radius, from, to)
        vidimus_canvas_close_path(canvas)
        use(colour)
        vidimus_canvas_fill(canvas)
        guard hole > 0 else { return }
        vidimus_canvas_arc(canvas, centre.x, centre.y, hole, 0, 2 * .pi)
        use(.white)
        vidimus_canvas_fill(canvas)
    }

    /// Draws a line through points.
    package func stroke(_ points: [CanvasPoint], _ colour: CanvasColour, width: Double = 1) {
        path(points)
        use(colour)
        vidimus_canvas_stroke(canvas, width)
    }

    /// How much room a text takes, in pixels.
    package func extent(of text: String, _ style: TextStyle) -> (width: Double, height: Double) {
        var width = 0.0
        var height = 0.0
        withC(text, style) { bytes, count, style in
            vidimus_canvas_measure(canvas, bytes, count, style, &width, &height)
        }
        return (width, height)
    }

    /// Draws a text, its upper left corner at `point`.
    package func draw(_ text: String, at point: CanvasPoint, _ style: TextStyle, _ colour: CanvasColour) {
        use(colour)
        withC(text, style) { bytes, count, style in
            vidimus_canvas_text(canvas, bytes, count, style, point.x, point.y)
        }
    }

    /// Encodes what was drawn.
    package func picture(_ effort: PNGEffort = .standard) throws(PictureFault) -> VerifiedPicture {
        let writer = try PNGRowWriter(size, .rgb, effort)
        var row = [UInt8](repeating: 0, count: 3 * size.width)
        for y in 0..<size.height {
            try copyRow(y, to: &row)
            try row.span.withUnsafeBufferPointer { (row) throws(PictureFault) in try writer.row(row) }
        }
        return try writer.finish()
    }

    /// Copies row `y` as RGB into the front of `row`.
    func copyRow(_ y: Int, to row: inout [UInt8]) throws(PictureFault) {
        precondition(row.count >= 3 * size.width && y < size.height, "the row has room")
        guard vidimus_canvas_row(canvas, Int32(y), &row) else {
            throw .unworkable("the picture can't be drawn")
        }
    }

    private func path(_ points: [CanvasPoint]) {
        for (index, point) in points.enumerated() {
            if index == 0 {
                vidimus_canvas_move(canvas, point.x, point.y)
            } else {
                vidimus_canvas_line(canvas, point.x, point.y)
            }
        }
    }

    private func use(_ colour: CanvasColour) {
        vidimus_canvas_colour(canvas, colour.red, colour.green, colour.blue, colour.alpha)
    }

    private func withC(
        _ text: String,
        _ style: TextStyle,
        _ body: (UnsafePointer<CChar>?, Int32, UnsafePointer<vidimus_text_style>) -> Void
    ) {
        Self.family.withCString { family in
            var style = vidimus_text_style(
                family: family,
                size: style.size,
                weight: style.isBold ? 700 : 400,
                width: style.width ?? -1,
                lines: Int32(style.lines),
                alignment: style.alignment.rawValue
            )
            text.withCString { bytes in body(bytes, Int32(text.utf8.count), &style) }
        }
    }
}
