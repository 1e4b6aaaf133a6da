/// The dictionary indices of a column chunk, one per value.
struct ParquetIndices: ~Copyable {
    /// The indices in row order.
    var store = ParquetStore<UInt32>()
    /// Bits that each index takes.
    private(set) var bitWidth = 1
    /// For each entry the page that it was last seen in, from 1.
    private var lastPages: [UInt32] = []
    private var page: UInt32 = 0

    /// The chunk is complete and its dictionary has `count` entries.
    mutating func seal(dictionaryCount count: Int) {
        bitWidth = ParquetRunEncoder.bitWidth(maximum: count - 1)
        lastPages.removeAll(keepingCapacity: true)
        lastPages.append(contentsOf: repeatElement(0, count: count))
        page = 0
    }

    /// Appends the values of a data page in the RLE_DICTIONARY encoding: the bit width and the runs.
    func append(_ values: Range<Int>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(bitWidth))
        ParquetRunEncoder.append(
            UnsafeBufferPointer(rebasing: store.elements[values]),
            bitWidth: bitWidth,
            to: &bytes
        )
    }

    /// Calls `body` once for each entry that occurs in a range of values.
    @inline(__always)
    mutating func forEachEntry(in values: Range<Int>, _ body: (Int) -> Void) {
        page += 1
        lastPages.withUnsafeMutableBufferPointer { lastPages in
            for index in store.elements[values] where lastPages[Int(index)] != page {
                lastPages[Int(index)] = page
                body(Int(index))
            }
        }
    }

    /// Forgets all indices; keeps the room.
    mutating func removeAll() {
        store.removeAll()
    }
}
