/// Finds the least and the greatest of many texts.
///
/// Almost all comparisons are decided by the first eight bytes. The texts must stay where they are until `bounds`.
struct ParquetTextExtremes {
    private var least: UnsafeRawBufferPointer?
    private var greatest: UnsafeRawBufferPointer?
    private var leastPrefix = UInt64.max
    private var greatestPrefix = UInt64.min

    /// Looks at one more text.
    @inline(__always)
    mutating func add(_ text: UnsafeRawBufferPointer) {
        let prefix = ParquetTextOrder.prefix(text)
        if prefix <= leastPrefix { addLow(text, prefix) }
        if prefix >= greatestPrefix { addHigh(text, prefix) }
    }

    /// Copies of the extremes, or nil when there was no text.
    var bounds: ParquetBounds? {
        guard let least, let greatest else { return nil }
        return ParquetBounds(minimum: .text(Array(least)), maximum: .text(Array(greatest)))
    }

    private mutating func addLow(_ text: UnsafeRawBufferPointer, _ prefix: UInt64) {
        if let least, prefix == leastPrefix, !ParquetTextOrder.precedes(text, least) { return }
        least = text
        leastPrefix = prefix
    }

    private mutating func addHigh(_ text: UnsafeRawBufferPointer, _ prefix: UInt64) {
        if let greatest, prefix == greatestPrefix, !ParquetTextOrder.precedes(greatest, text) { return }
        greatest = text
        greatestPrefix = prefix
    }
}
