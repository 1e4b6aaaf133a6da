/// Cuts PNG pictures down to what the user saw.
package enum PictureCropper {
    /// Crops a picture.
    ///
    /// Decodes only down to the last row that stays, one row at a time; an interlaced picture has to be decoded as a
    /// whole and is refused when that takes more than 128 MiB. The result has 8 bits a channel and keeps grey, colour
    /// and alpha; palettes become colours. Pictures of other formats stay as they are.
    ///
    /// - Parameters:
    ///   - picture: What was rendered.
    ///   - request: What was seen.
    /// - Returns: The cropped picture, or nil when the picture stays as it is.
    /// - Throws: ``PictureFault/unworkable(_:)``; the picture can then be stored uncropped.
    package static func cropped(
        _ picture: VerifiedPicture,
        to request: CropRequest
    ) throws(PictureFault) -> VerifiedPicture? {
        guard picture.facts.format == .png else { return nil }
        return try picture.bytes.span.withUnsafeBytes { (bytes) throws(PictureFault) in
            var plan = CropPlan(request, of: picture.facts.size)
            plan.finish(gridLine: try gridLine(plan, bytes))
            return plan.keepsAll ? nil : try cut(bytes, plan)
        }
    }

    /// Goes through the rows once to find the grid line, if the plan wants it.
    private static func gridLine(_ plan: CropPlan, _ bytes: UnsafeRawBufferPointer) throws(PictureFault) -> Int? {
        guard let search = plan.gridLineSearch, !search.rows.isEmpty else { return nil }
        var reader = try PNGRowReader(bytes)
        let kind = reader.kind
        var tones: [RowTone] = []
        for row in search.rows {
            try reader.row(plan.rows.original(row)) { row in tones.append(search.tone(of: row, kind)) }
        }
        return search.gridLine(in: tones)
    }

    private static func cut(_ bytes: UnsafeRawBufferPointer, _ plan: CropPlan) throws(PictureFault) -> VerifiedPicture {
        var reader = try PNGRowReader(bytes)
        let kind = reader.kind
        let writer = try PNGRowWriter(plan.resultSize, kind)
        let kept = plan.columns.lowerBound * kind.rawValue..<plan.columns.upperBound * kind.rawValue
        for range in plan.rows.ranges {
            for row in range {
                try reader.row(row) { (row) throws(PictureFault) in
                    try writer.row(UnsafeBufferPointer(rebasing: row[kept]))
                }
            }
        }
        return try writer.finish()
    }
}
