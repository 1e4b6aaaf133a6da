extension ColumnType {
    /// How values of this type lie in a Parquet file.
    var parquetPhysicalType: ParquetPhysicalType {
        switch self {
        case .text, .json: .byteArray
        case .integer, .timestamp: .int64
        case .number: .double
        case .boolean: .boolean
        case .day: .int32
        }
    }

    /// The annotation for readers from before logical types, or nil.
    var parquetConvertedType: Int32? {
        switch self {
        case .text: 0
        case .json: 19
        case .day: 6
        case .timestamp: 9
        case .integer, .number, .boolean: nil
        }
    }

    /// Writes the logical type into field `id`, if there is one.
    func writeParquetLogicalType(_ id: Int16, to thrift: inout ThriftCompactWriter) {
        switch self {
        case .text:
            thrift.structure(id) { $0.structure(1) { _ in } }
        case .day:
            thrift.structure(id) { $0.structure(6) { _ in } }
        case .json:
            thrift.structure(id) { $0.structure(12) { _ in } }
        case .timestamp:
            thrift.structure(id) { type in
                type.structure(8) { timestamp in
                    timestamp.boolean(1, true)
                    // The unit is a union too; its first member is milliseconds.
                    timestamp.structure(2) { $0.structure(1) { _ in } }
                }
            }
        case .integer, .number, .boolean:
            break
        }
    }

    /// Makes the stage for a column of this type.
    func parquetStage(_ options: ParquetOptions) -> any ParquetStage {
        switch parquetPhysicalType {
        case .byteArray: ParquetTextStage(options)
        case .boolean: ParquetBooleanStage()
        case .int32, .int64, .double: ParquetNumberStage(parquetPhysicalType, options)
        }
    }
}
