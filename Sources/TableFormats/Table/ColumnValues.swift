/// The values of one column for a run of rows, nulls included, packed by type.
///
/// Only values that are present take room: `present[row]` says whether a row has one, and the n-th present row owns the
/// n-th value. Text lies back to back in `textBytes`; `textEnds[n]` is where the n-th text ends.
package struct ColumnValues: Sendable {
    /// What the values are.
    package let type: ColumnType
    /// One element per row: true when the row has a value.
    package private(set) var present: [Bool] = []
    /// Values of `integer`, `timestamp` and `day` columns.
    package private(set) var integers: [Int64] = []
    /// Values of `number` columns.
    package private(set) var numbers: [Double] = []
    /// Values of `boolean` columns.
    package private(set) var booleans: [Bool] = []
    /// The texts of `text` and `json` columns, valid UTF-8, back to back.
    package private(set) var textBytes: [UInt8] = []
    /// For each text, the index in `textBytes` just after it.
    package private(set) var textEnds: [Int] = []

    /// Starts a column without rows.
    package init(type: ColumnType) {
        self.type = type
    }

    /// Adds a row without a value.
    package mutating func appendNull() {
        present.append(false)
    }

    /// Adds a row with a text, or null.
    ///
    /// - Precondition: the column is `text` or `json`.
    package mutating func append(_ text: String?) {
        precondition(type == .text || type == .json, "text in a column of \(type)")
        guard let text else { return appendNull() }
        textBytes.append(contentsOf: text.utf8)
        textEnds.append(textBytes.count)
        present.append(true)
    }

    /// Adds a row with an integer, a timestamp or a day, or null.
    ///
    /// - Precondition: the column is `integer`, `timestamp` or `day`.
    package mutating func append(_ integer: Int64?) {
        precondition(type == .integer || type == .timestamp || type == .day, "an integer in a column of \(type)")
        guard let integer else { return appendNull() }
        integers.append(integer)
        present.append(true)
    }

    /// Adds a row with a number, or null.
    ///
    /// - Precondition: the column is `number` and the value is finite.
    package mutating func append(_ number: Double?) {
        precondition(type == .number, "a number in a column of \(type)")
        guard let number else { return appendNull() }
        precondition(number.isFinite, "a number that is not finite")
        numbers.append(number)
        present.append(true)
    }

    /// Adds a row with a truth value, or null.
    ///
    /// - Precondition: the column is `boolean`.
    package mutating func append(_ boolean: Bool?) {
        precondition(type == .boolean, "a truth value in a column of \(type)")
        guard let boolean else { return appendNull() }
        booleans.append(boolean)
        present.append(true)
    }

    /// Forgets all rows and keeps the room they took.
    package mutating func removeAll() {
        present.removeAll(keepingCapacity: true)
        integers.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        booleans.removeAll(keepingCapacity: true)
        textBytes.removeAll(keepingCapacity: true)
        textEnds.removeAll(keepingCapacity: true)
    }

    /// Bytes held by the values; the measure for bounds.
    package var byteCount: Int {
        present.count + 8 * (integers.count + numbers.count + textEnds.count) + booleans.count + textBytes.count
    }
}
