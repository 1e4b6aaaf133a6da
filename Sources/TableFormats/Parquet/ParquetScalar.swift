/// One value, as statistics hold it.
package enum ParquetScalar: Sendable, Hashable {
    /// INT32.
    case int32(Int32)
    /// INT64.
    case int64(Int64)
    /// DOUBLE.
    case double(Double)
    /// BOOLEAN.
    case boolean(Bool)
    /// BYTE_ARRAY: the bytes of a text.
    case text([UInt8])

    /// The value in PLAIN encoding, texts without their length: the form of statistics.
    package var bytes: [UInt8] {
        switch self {
        case .int32(let value): withUnsafeBytes(of: value.littleEndian) { Array($0) }
        case .int64(let value): withUnsafeBytes(of: value.littleEndian) { Array($0) }
        case .double(let value): withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) }
        case .boolean(let value): [value ? 1 : 0]
        case .text(let bytes): bytes
        }
    }

    /// Whether this value comes before `other`, which is of the same type, in the order of statistics.
    package func precedes(_ other: ParquetScalar) -> Bool {
        switch (self, other) {
        case (.int32(let a), .int32(let b)): a < b
        case (.int64(let a), .int64(let b)): a < b
        case (.double(let a), .double(let b)): a < b
        case (.boolean(let a), .boolean(let b)): !a && b
        case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
        default: preconditionFailure("values of two types have no order")
        }
    }
}
