/// The kinds of table files.
package enum TableFileFormat: String, Sendable, Hashable, CaseIterable {
    case parquet
    case qvd

    /// Extension of the files, without the dot.
    var fileExtension: String { rawValue }

    /// How large a part may become.
    ///
    /// A Parquet file is streamed. A QVD file begins with all distinct values, so its rows are held in memory until it
    /// is complete.
    package var bounds: PartBounds {
        switch self {
        case .parquet: PartBounds(maximumRecords: 1_000_000, maximumBytes: 1 << 30)
        case .qvd: PartBounds(maximumRecords: 200_000, maximumBytes: 128 << 20)
        }
    }

    func writer(_ facts: PartFacts, file: PartFile) throws -> any PartWriter {
        switch self {
        case .parquet: ParquetPartWriter(facts, file: file)
        case .qvd: try QVDPartWriter(facts, file: file)
        }
    }
}
