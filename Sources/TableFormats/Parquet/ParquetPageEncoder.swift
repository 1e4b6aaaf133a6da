/// Puts pages together: header, levels, values, compressed where that helps.
final class ParquetPageEncoder {
    /// Page types as the header names them.
    private enum PageType {
        static let dictionary: Int32 = 2
        static let dataV2: Int32 = 3
    }

    private let compressor: ZstdCompressor?
    private var levels: [UInt8] = []
    private var values: [UInt8] = []
    private var compressed: [UInt8] = []

    /// Compresses as the options say.
    init(_ compression: ParquetCompression) {
        switch compression {
        case .uncompressed: compressor = nil
        case .zstd(let level): compressor = ZstdCompressor(level: level)
        }
    }

    /// Makes the dictionary page of a column chunk; such a page has no way to say that it isn't compressed.
    func dictionaryPage(_ page: ParquetDictionaryPage) throws(ParquetError) -> ParquetEncodedPage {
        if let compressor { try compressor.compress(page.bytes, into: &compressed) }
        let contents = compressor == nil ? page.bytes : compressed
        var thrift = ThriftCompactWriter()
        thrift.structure { header in
            header.int32(1, PageType.dictionary)
            header.int32(2, Int32(page.bytes.count))
            header.int32(3, Int32(contents.count))
            header.structure(7) { dictionary in
                dictionary.int32(1, Int32(page.count))
                dictionary.int32(2, ParquetEncoding.plain.rawValue)
            }
        }
        let headerBytes = thrift.bytes.count
        return ParquetEncodedPage(bytes: thrift.bytes + contents, uncompressedBytes: headerBytes + page.bytes.count)
    }

    /// Makes a data page (version 2) of a column.
    ///
    /// Levels are never compressed in such a page. The values stay as they are when compression saves nothing.
    func dataPage(
        _ page: ParquetPage,
        of column: ParquetColumn,
        encoding: ParquetEncoding
    ) throws(ParquetError) -> ParquetEncodedPage {
        levels.removeAll(keepingCapacity: true)
        column.appendLevels(of: page, to: &levels)
        values.removeAll(keepingCapacity: true)
        // Also without any value: a page with a dictionary always has the byte that tells the width of the indices.
        column.stage.appendValues(of: page, to: &values)
        var isCompressed = false
        if let compressor, !values.isEmpty {
            try compressor.compress(values, into: &compressed)
            isCompressed = compressed.count < values.count
        }
        let storedBytes = isCompressed ? compressed.count : values.count
        var thrift = ThriftCompactWriter()
        thrift.structure { header in
            header.int32(1, PageType.dataV2)
            header.int32(2, Int32(levels.count + values.count))
            header.int32(3, Int32(levels.count + storedBytes))
            header.structure(8) { data in
                data.int32(1, Int32(page.rows.count))
                data.int32(2, Int32(page.nullCount))
                data.int32(3, Int32(page.rows.count))
                data.int32(4, encoding.rawValue)
                data.int32(5, Int32(levels.count))
                data.int32(6, 0)
                data.boolean(7, isCompressed)
            }
        }
        let headerBytes = thrift.bytes.count
        var bytes = thrift.bytes
        bytes.reserveCapacity(headerBytes + levels.count + storedBytes)
        bytes.append(contentsOf: levels)
        bytes.append(contentsOf: isCompressed ? compressed : values)
        return ParquetEncodedPage(bytes: bytes, uncompressedBytes: headerBytes + levels.count + values.count)
    }
}
