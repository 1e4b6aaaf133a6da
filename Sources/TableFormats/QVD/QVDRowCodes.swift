/// The codes of one field, row by row: 0 for null, otherwise the symbol's index plus one.
///
/// Takes one, two or four bytes a row, as the largest code needs, and nothing while all rows have the same code.
package struct QVDRowCodes: Sendable {
    private enum Storage {
        /// Every row so far has this code.
        case uniform(UInt32)
        case bytes([UInt8])
        case halves([UInt16])
        case words([UInt32])
    }

    private var storage = Storage.uniform(0)
    /// How many rows there are.
    package private(set) var count = 0

    /// Starts without rows.
    package init() {}

    /// Bytes held; depends on the codes alone, not on how they came.
    package var byteCount: Int {
        switch storage {
        case .uniform: 0
        case .bytes: count
        case .halves: 2 * count
        case .words: 4 * count
        }
    }

    /// Adds rows that are all null.
    package mutating func appendNulls(_ nullCount: Int) {
        guard nullCount > 0 else { return }
        makeRoom(smallest: 0, largest: 0)
        store(repeatElement(0, count: nullCount))
    }

    /// Adds rows.
    package mutating func append(_ codes: [UInt32]) {
        guard let smallest = codes.min(), let largest = codes.max() else { return }
        makeRoom(smallest: smallest, largest: largest)
        store(codes)
    }

    /// Adds the codes of `rows`, as the file stores them, to records that begin at the start of `records`.
    package func pack(
        _ rows: Range<Int>,
        as placement: QVDPlacement,
        recordByteSize: Int,
        into records: inout [UInt8]
    ) {
        switch storage {
        case .uniform(let code):
            precondition(count == 0 || placement.storedCode(code) == 0, "a field with one value is stored as 0")
        case .bytes(let codes): Self.pack(codes[rows], as: placement, recordByteSize: recordByteSize, into: &records)
        case .halves(let codes): Self.pack(codes[rows], as: placement, recordByteSize: recordByteSize, into: &records)
        case .words(let codes): Self.pack(codes[rows], as: placement, recordByteSize: recordByteSize, into: &records)
        }
    }

    private static func pack<Code: FixedWidthInteger & UnsignedInteger>(
        _ codes: ArraySlice<Code>,
        as placement: QVDPlacement,
        recordByteSize: Int,
        into records: inout [UInt8]
    ) {
        let shift = UInt64(placement.bitOffset % 8)
        var first = placement.bitOffset / 8
        for code in codes {
            var bits = UInt64(placement.storedCode(UInt32(truncatingIfNeeded: code))) << shift
            var byte = first
            while bits != 0 {
                records[byte] |= UInt8(truncatingIfNeeded: bits)
                bits >>= 8
                byte += 1
            }
            first += recordByteSize
        }
    }

    /// Sees to it that codes from `smallest` to `largest` can follow.
    private mutating func makeRoom(smallest: UInt32, largest: UInt32) {
        switch storage {
        case .uniform(let code):
            if count == 0, smallest == largest {
                storage = .uniform(largest)
            } else if count == 0 || smallest != code || largest != code {
                expand(repeatElement(code, count: count), largest: max(code, largest))
            }
        case .bytes(let codes):
            if largest > UInt8.max { expand(codes.lazy.map(UInt32.init), largest: largest) }
        case .halves(let codes):
            if largest > UInt16.max { expand(codes.lazy.map(UInt32.init), largest: largest) }
        case .words:
            break
        }
    }

    private mutating func expand(_ codes: some Collection<UInt32>, largest: UInt32) {
        if largest <= UInt8.max {
            storage = .bytes(codes.map(UInt8.init(truncatingIfNeeded:)))
        } else if largest <= UInt16.max {
            storage = .halves(codes.map(UInt16.init(truncatingIfNeeded:)))
        } else {
            storage = .words(Array(codes))
        }
    }

    /// Adds codes for which there is room.
    private mutating func store(_ codes: some Collection<UInt32>) {
        let taken = storage
        // Empties the storage meanwhile, so that the array in `taken` has one owner and grows in place.
        storage = .uniform(0)
        switch consume taken {
        case .uniform(let code):
            storage = .uniform(code)
        case .bytes(var stored):
            stored.append(contentsOf: codes.lazy.map(UInt8.init(truncatingIfNeeded:)))
            storage = .bytes(stored)
        case .halves(var stored):
            stored.append(contentsOf: codes.lazy.map(UInt16.init(truncatingIfNeeded:)))
            storage = .halves(stored)
        case .words(var stored):
            stored.append(contentsOf: codes)
            storage = .words(stored)
        }
        count += codes.count
    }
}
