/// How values lie in the file.
enum ParquetPhysicalType: Int32 {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case double = 5
    case byteArray = 6

    /// Bytes of a value; for booleans and texts, whose values have no fixed number of bytes, 1.
    var byteWidth: Int {
        switch self {
        case .boolean, .byteArray: 1
        case .int32: 4
        case .int64, .double: 8
        }
    }
}
