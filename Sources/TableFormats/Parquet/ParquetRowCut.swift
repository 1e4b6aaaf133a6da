/// Says where a run of rows must be cut so that row groups keep their bounds.
///
/// A group closes before the row that would break a bound, so cuts depend on the rows and not on how they were handed
/// over.
struct ParquetRowCut {
    private let count: Int
    private let byteCount: Int
    /// The bytes of all rows up to and including each; empty when the whole run fits and nobody needs them.
    private var ends: [Int] = []

    /// Looks at `rows`; `room` is what the current row group still takes.
    init(_ rows: TableRows, room: (rows: Int, bytes: Int)) {
        count = rows.count
        byteCount = rows.byteCount
        if count > room.rows || byteCount > room.bytes { ends = Self.ends(of: rows) }
    }

    /// The end of the rows from `start` that still fit, and their bytes.
    ///
    /// When the group is empty one row always fits.
    func end(from start: Int, room: (rows: Int, bytes: Int), isEmpty: Bool) -> (row: Int, bytes: Int) {
        guard !ends.isEmpty else { return (count, byteCount) }
        let before = start == 0 ? 0 : ends[start - 1]
        let rowLimit = min(count, start + room.rows)
        var low = start, high = rowLimit
        while low < high {
            let middle = (low + high) / 2
            if ends[middle] - before <= room.bytes { low = middle + 1 } else { high = middle }
        }
        if low == start, isEmpty, start < count { low += 1 }
        return (low, low == start ? 0 : ends[low - 1] - before)
    }

    /// Counts like `TableRows.byteCount`, row by row.
    private static func ends(of rows: TableRows) -> [Int] {
        var bytes = [Int](repeating: 0, count: rows.count)
        for column in rows.columns { add(column, to: &bytes) }
        var total = 0
        for row in bytes.indices {
            total += bytes[row]
            bytes[row] = total
        }
        return bytes
    }

    private static func add(_ column: ColumnValues, to bytes: inout [Int]) {
        let isText = column.type == .text || column.type == .json
        let valueBytes = column.type == .boolean ? 1 : 8
        var value = 0
        var start = 0
        for (row, isPresent) in column.present.enumerated() {
            bytes[row] += 1
            guard isPresent else { continue }
            bytes[row] += valueBytes
            guard isText else { continue }
            let end = column.textEnds[value]
            bytes[row] += end - start
            start = end
            value += 1
        }
    }
}
