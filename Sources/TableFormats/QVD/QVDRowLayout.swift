/// The layout of a row: every bit of it belongs to a field, as in files that an engine wrote.
///
/// Fields stand in column order. Bits that are left in the last byte widen the last field that has a width; if none
/// has, the last field takes a whole byte.
package struct QVDRowLayout: Hashable {
    /// One placement for each field.
    package let placements: [QVDPlacement]
    /// Bytes of a row; at least 1, even if there are no rows.
    package let recordByteSize: Int

    /// Lays out a row.
    ///
    /// - Parameters:
    ///   - fields: how many symbols each field has and whether any of its rows is null; not empty.
    ///   - rowCount: how many rows there are; without rows no field has a width of its own.
    package init(fields: [(symbolCount: Int, hasNulls: Bool)], rowCount: Int) {
        var placements: [QVDPlacement] = []
        var bitCount = 0
        for field in fields {
            let hasNulls = rowCount > 0 && field.hasNulls
            let width = rowCount > 0 ? Self.width(symbolCount: field.symbolCount, hasNulls: hasNulls) : 0
            placements.append(QVDPlacement(bitOffset: width > 0 ? bitCount : 0, bitWidth: width, hasNulls: hasNulls))
            bitCount += width
        }
        recordByteSize = max(1, (bitCount + 7) / 8)
        let widened = placements.lastIndex { $0.bitWidth > 0 } ?? placements.count - 1
        placements[widened].bitWidth += 8 * recordByteSize - bitCount
        self.placements = placements
    }

    /// Bits of the largest code; a field of nulls only has 2, as engines write it.
    private static func width(symbolCount: Int, hasNulls: Bool) -> Int {
        guard symbolCount > 0 else { return 2 }
        let largestCode = hasNulls ? symbolCount + 1 : symbolCount - 1
        return Int.bitWidth - largestCode.leadingZeroBitCount
    }
}
