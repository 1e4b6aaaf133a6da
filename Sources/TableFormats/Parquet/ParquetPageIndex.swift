/// Writes the page index of a column chunk: by it readers skip pages and find rows.
package enum ParquetPageIndex {
    /// In what order the bounds of the pages are.
    package enum BoundaryOrder: Int32, Sendable {
        case unordered = 0
        case ascending = 1
        case descending = 2

        /// The order of the bounds of `pages`; pages with only nulls don't count.
        package init(of pages: [ParquetPageEntry]) {
            let bounds = pages.compactMap(\.bounds)
            let pairs = zip(bounds, bounds.dropFirst())
            if pairs.allSatisfy({ !$1.minimum.precedes($0.minimum) && !$1.maximum.precedes($0.maximum) }) {
                self = .ascending
            } else if pairs.allSatisfy({ !$0.minimum.precedes($1.minimum) && !$0.maximum.precedes($1.maximum) }) {
                self = .descending
            } else {
                self = .unordered
            }
        }
    }

    /// The column index: bounds and null counts of every page.
    ///
    /// `pages` have bounds of the length in which they are to be stored.
    package static func columnIndex(_ pages: [ParquetPageEntry]) -> [UInt8] {
        var thrift = ThriftCompactWriter()
        thrift.structure { index in
            index.booleans(1, pages.map { $0.bounds == nil })
            index.binaries(2, pages.map { $0.bounds?.minimum.bytes ?? [] })
            index.binaries(3, pages.map { $0.bounds?.maximum.bytes ?? [] })
            index.int32(4, BoundaryOrder(of: pages).rawValue)
            index.int64s(5, pages.map { Int64($0.nullCount) })
        }
        return thrift.bytes
    }

    /// The offset index: place and first row of every page.
    package static func offsetIndex(_ pages: [ParquetPageEntry]) -> [UInt8] {
        var thrift = ThriftCompactWriter()
        thrift.structure { index in
            index.structures(1, pages) { location, page in
                location.int64(1, Int64(page.position))
                location.int32(2, Int32(page.byteCount))
                location.int64(3, Int64(page.firstRow))
            }
        }
        return thrift.bytes
    }
}
