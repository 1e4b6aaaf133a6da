/// What stands behind the last row group: the page indexes and the file's metadata, collected while it is written.
struct ParquetFooter {
    /// The four bytes at the start and the end of every Parquet file.
    static let magic = Array("PAR1".utf8)

    private let schema: TableSchema
    private let metadata: [(String, String)]
    private let options: ParquetOptions
    private var rowGroups: [ParquetRowGroup] = []
    private var columnIndexes: [UInt8] = []
    private var offsetIndexes: [UInt8] = []

    /// Starts the footer of a file without rows.
    init(schema: TableSchema, metadata: [(String, String)], options: ParquetOptions) {
        self.schema = schema
        self.metadata = metadata
        self.options = options
    }

    /// Adds a row group that was written.
    mutating func append(_ rowGroup: ParquetRowGroup) {
        rowGroups.append(rowGroup)
    }

    /// Adds a chunk's page index and returns where its two parts lie.
    ///
    /// A chunk with a page whose bounds can't be stored gets no column index: an index must tell about all pages.
    mutating func appendIndex(of pages: [ParquetPageEntry]) -> (columnIndex: Range<Int>?, offsetIndex: Range<Int>) {
        let offsetStart = offsetIndexes.count
        offsetIndexes += ParquetPageIndex.offsetIndex(pages)
        let offsetIndex = offsetStart..<offsetIndexes.count
        var shortened = pages
        for index in pages.indices {
            guard let bounds = pages[index].bounds else { continue }
            guard let short = bounds.shortened(maximumBytes: options.statisticsTextBytes) else {
                return (nil, offsetIndex)
            }
            shortened[index].bounds = short
        }
        let columnStart = columnIndexes.count
        columnIndexes += ParquetPageIndex.columnIndex(shortened)
        return (columnStart..<columnIndexes.count, offsetIndex)
    }

    /// The end of a file whose row groups end at `position`.
    func bytes(at position: Int) -> [UInt8] {
        var thrift = ThriftCompactWriter()
        thrift.structure { file in
            file.int32(1, 2)
            writeSchema(to: &file)
            file.int64(3, rowGroups.reduce(0) { $0 + Int64($1.rowCount) })
            writeRowGroups(to: &file, columnIndexes: position, offsetIndexes: position + columnIndexes.count)
            if !metadata.isEmpty {
                file.structures(5, metadata) { pair, item in
                    pair.text(1, item.0)
                    pair.text(2, item.1)
                }
            }
            file.text(6, options.createdBy)
            // Every column: the order that its type defines. Without it readers ignore the bounds.
            file.structures(7, schema.columns) { order, _ in order.structure(1) { _ in } }
        }
        let length = withUnsafeBytes(of: UInt32(thrift.bytes.count).littleEndian) { Array($0) }
        return columnIndexes + offsetIndexes + thrift.bytes + length + Self.magic
    }

    private func writeSchema(to file: inout ThriftCompactWriter) {
        let columns: [ColumnDefinition?] = [nil] + schema.columns
        file.structures(2, columns) { element, column in
            guard let column else {
                element.text(4, schema.name)
                element.int32(5, Int32(schema.columns.count))
                return
            }
            element.int32(1, column.type.parquetPhysicalType.rawValue)
            element.int32(3, 1)
            element.text(4, column.name)
            if let converted = column.type.parquetConvertedType { element.int32(6, converted) }
            column.type.writeParquetLogicalType(10, to: &element)
        }
    }

    private func writeRowGroups(to file: inout ThriftCompactWriter, columnIndexes: Int, offsetIndexes: Int) {
        file.structures(4, Array(rowGroups.enumerated())) { entry, item in
            let (ordinal, group) = item
            entry.structures(1, group.chunks) { chunk, part in
                part.write(
                    to: &chunk,
                    columnIndexes: columnIndexes,
                    offsetIndexes: offsetIndexes,
                    codec: options.compression.codec
                )
            }
            entry.int64(2, group.chunks.reduce(0) { $0 + Int64($1.uncompressedBytes) })
            entry.int64(3, Int64(group.rowCount))
            if let first = group.chunks.first { entry.int64(5, Int64(first.position)) }
            entry.int64(6, group.chunks.reduce(0) { $0 + Int64($1.byteCount) })
            // The format has 16 bits for it, and it may be left out.
            if let ordinal = Int16(exactly: ordinal) { entry.int16(7, ordinal) }
        }
    }
}
