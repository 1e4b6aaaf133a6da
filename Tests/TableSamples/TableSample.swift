import TableFormats

/// A table for readers to be tested with, and how to write it.
package struct TableSample {
    /// Names the files.
    package let name: String
    /// The kinds of files that it is written as.
    package let formats: [SampleFormat]
    /// Key-value pairs for the footer of a Parquet file.
    package let metadata: [(String, String)]
    /// How to write a Parquet file.
    package let options: ParquetOptions
    /// What the header of a QVD file says.
    package let header: QVDHeaderOptions
    private let makeRows: () -> TableRows

    /// The name that all samples give as their writer.
    package static let createdBy = "vidimus version 0.1.0 (build 0000000)"
    /// The header of a QVD file without anything that needs care.
    package static let plainHeader = header(comment: "")

    /// Takes a table, which is made when it is needed; `adjust` changes the default options.
    package init(
        _ name: String,
        _ rows: @autoclosure @escaping () -> TableRows,
        formats: [SampleFormat] = SampleFormat.allCases,
        metadata: [(String, String)] = [],
        header: QVDHeaderOptions = Self.header(comment: "Rows < 5 & \"quotes\""),
        adjust: (inout ParquetOptions) -> Void = { _ in }
    ) {
        self.name = name
        self.formats = formats
        self.metadata = metadata
        self.header = header
        makeRows = rows
        var options = ParquetOptions(createdBy: Self.createdBy)
        adjust(&options)
        self.options = options
    }

    /// Takes a table by its cells.
    package init(
        _ name: String,
        table: String = "Sample",
        columns: [ColumnDefinition],
        rows: @autoclosure @escaping () -> [[TableCell]],
        formats: [SampleFormat] = SampleFormat.allCases,
        header: QVDHeaderOptions = Self.header(comment: "Rows < 5 & \"quotes\"")
    ) {
        let schema = TableSchema(name: table, columns: columns)
        self.init(name, TableRows(schema, rows()), formats: formats, header: header)
    }

    /// All samples; their names are distinct.
    package static var all: [TableSample] { ParquetSamples.all + QVDSamples.all }

    /// What is in the files; made anew at every call.
    package var rows: TableRows { makeRows() }

    /// Writes a Parquet file into memory, the rows appended in one piece.
    package func parquet() throws -> [UInt8] {
        let rows = rows
        var writer = ParquetWriter(schema: rows.schema, metadata: metadata, options: options, sink: BufferSink())
        try writer.append(rows)
        return try writer.finish().bytes
    }

    /// Writes a QVD file into memory, the rows appended in runs of 997.
    package func qvd() throws -> [UInt8] {
        let rows = rows
        var writer = try QVDWriter(schema: rows.schema, header: header)
        for run in rows.runs(of: 997) { try writer.append(run) }
        var sink = BufferSink()
        try writer.finish(into: &sink)
        return sink.bytes
    }

    /// Writes a file of a kind into memory.
    package func bytes(_ format: SampleFormat) throws -> [UInt8] {
        switch format {
        case .parquet: try parquet()
        case .qvd: try qvd()
        }
    }

    /// A header of a QVD file with a comment.
    package static func header(comment: String) -> QVDHeaderOptions {
        QVDHeaderOptions(
            creatorDoc: "6e0f94c1-3d62-413e-b441-2dcc03d95f4c",
            createdAtMilliseconds: 1_772_988_381_181,
            lineage: [QVDLineage(discriminator: "INLINE;")],
            tableComment: comment
        )
    }
}
