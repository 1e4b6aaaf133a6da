extension ParquetChunk {
    /// Page types as the encoding statistics name them.
    private enum PageType {
        static let dictionary: Int32 = 2
        static let dataV2: Int32 = 3
    }

    /// Writes the chunk's entry of the footer; the positions are those of the file's first column and offset index.
    func write(to entry: inout ThriftCompactWriter, columnIndexes: Int, offsetIndexes: Int, codec: Int32) {
        // The metadata stands in the footer only; zero is what the format asks for then.
        entry.int64(2, 0)
        entry.structure(3) { writeMetadata(to: &$0, codec: codec) }
        entry.int64(4, Int64(offsetIndexes + offsetIndex.lowerBound))
        entry.int32(5, Int32(offsetIndex.count))
        if let columnIndex {
            entry.int64(6, Int64(columnIndexes + columnIndex.lowerBound))
            entry.int32(7, Int32(columnIndex.count))
        }
    }

    private func writeMetadata(to data: inout ThriftCompactWriter, codec: Int32) {
        data.int32(1, definition.type.parquetPhysicalType.rawValue)
        let encodings: [ParquetEncoding] = encoding == .plain ? [.plain, .rle] : [.plain, .rle, encoding]
        data.int32s(2, encodings.map(\.rawValue))
        data.binaries(3, [Array(definition.name.utf8)])
        data.int32(4, codec)
        data.int64(5, Int64(rowCount))
        data.int64(6, Int64(uncompressedBytes))
        data.int64(7, Int64(byteCount))
        data.int64(9, Int64(dataPosition))
        if let dictionaryPosition { data.int64(11, Int64(dictionaryPosition)) }
        data.structure(12) { writeStatistics(to: &$0) }
        var pages = [(type: PageType.dataV2, encoding: encoding, count: pageCount)]
        if dictionaryPosition != nil { pages.insert((PageType.dictionary, .plain, 1), at: 0) }
        data.structures(13, pages) { statistics, page in
            statistics.int32(1, page.type)
            statistics.int32(2, page.encoding.rawValue)
            statistics.int32(3, Int32(page.count))
        }
    }

    private func writeStatistics(to statistics: inout ThriftCompactWriter) {
        statistics.int64(3, Int64(nullCount))
        guard let bounds else { return }
        statistics.binary(5, bounds.maximum.bytes)
        statistics.binary(6, bounds.minimum.bytes)
        statistics.boolean(7, bounds.isMaximumExact)
        statistics.boolean(8, bounds.isMinimumExact)
    }
}
