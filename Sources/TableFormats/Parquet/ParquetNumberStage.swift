/// Stages a column of integers, timestamps, days or doubles: as indices while the dictionary is worth it.
///
/// Doubles are held as their bit patterns, so that 0.0 and -0.0 stay two values.
final class ParquetNumberStage: ParquetStage {
    private let type: ParquetPhysicalType
    private var dictionary: ParquetIntegerDictionary
    private var policy = ParquetDictionaryPolicy()
    private var hasDictionary = true
    /// With a dictionary: one index per value.
    private var indices = ParquetIndices()
    /// Without: the values.
    private var plain = ParquetStore<Int64>()

    /// Starts empty; `type` is INT32, INT64 or DOUBLE.
    init(_ type: ParquetPhysicalType, _ options: ParquetOptions) {
        self.type = type
        dictionary = ParquetIntegerDictionary(maximumCount: options.dictionaryBytes / type.byteWidth)
    }

    func append(_ column: ColumnValues, values: Range<Int>) {
        if type == .double {
            column.numbers[values].withUnsafeBytes { append($0.assumingMemoryBound(to: Int64.self)) }
        } else {
            column.integers[values].withUnsafeBufferPointer { append($0) }
        }
    }

    func seal() -> ParquetDictionaryPage? {
        if hasDictionary, !dictionaryPays { giveUpDictionary() }
        guard hasDictionary else { return nil }
        indices.seal(dictionaryCount: dictionary.entries.count)
        var bytes: [UInt8] = []
        appendPlain(dictionary.entries.elements, to: &bytes)
        return ParquetDictionaryPage(count: dictionary.entries.count, bytes: bytes)
    }

    func pages(_ presence: borrowing ParquetStore<UInt8>, _ options: ParquetOptions) -> [ParquetPage] {
        let bits = hasDictionary ? indices.bitWidth : 8 * type.byteWidth
        return ParquetPage.cut(presence, options: options) { _ in (bits, 0) }
    }

    func appendValues(of page: ParquetPage, to bytes: inout [UInt8]) {
        if hasDictionary {
            indices.append(page.values, to: &bytes)
        } else {
            appendPlain(UnsafeBufferPointer(rebasing: plain.elements[page.values]), to: &bytes)
        }
    }

    func bounds(of page: ParquetPage) -> ParquetBounds? {
        guard !page.values.isEmpty else { return nil }
        return type == .double ? doubleBounds(of: page) : integerBounds(of: page)
    }

    func removeAll() {
        dictionary.removeAll()
        policy.reset()
        hasDictionary = true
        indices.removeAll()
        plain.removeAll()
    }

    private func append(_ values: UnsafeBufferPointer<Int64>) {
        var start = 0
        while hasDictionary, start < values.count {
            let end = min(values.count, start + policy.nextJudgement - indices.store.count)
            start += dictionary.append(
                UnsafeBufferPointer(rebasing: values[start..<end]),
                indicesTo: &indices.store
            )
            if start < end {
                giveUpDictionary()
            } else if indices.store.count == policy.nextJudgement {
                policy.advance()
                if !dictionaryPays { giveUpDictionary() }
            }
        }
        guard start < values.count, let base = values.baseAddress else { return }
        plain.append(from: base + start, count: values.count - start)
    }

    private var dictionaryPays: Bool {
        ParquetDictionaryPolicy.pays(
            dictionaryBytes: dictionary.entries.count * type.byteWidth,
            distinct: dictionary.entries.count,
            values: indices.store.count,
            plainBytes: indices.store.count * type.byteWidth
        )
    }

    /// Turns the indices back into values.
    private func giveUpDictionary() {
        plain.reserve(indices.store.count)
        for index in indices.store.elements { plain.append(dictionary.entries.base[Int(index)]) }
        hasDictionary = false
        indices.removeAll()
        dictionary.removeAll()
    }

    private func appendPlain(_ values: UnsafeBufferPointer<Int64>, to bytes: inout [UInt8]) {
        bytes.reserveCapacity(bytes.count + values.count * type.byteWidth)
        for value in values {
            if type == .int32 {
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: value).littleEndian) { bytes.append(contentsOf: $0) }
            } else {
                withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
            }
        }
    }

    /// Calls `body` for all distinct values of a page, or for all of them without a dictionary.
    @inline(__always)
    private func forEachValue(of page: ParquetPage, _ body: (Int64) -> Void) {
        if hasDictionary {
            indices.forEachEntry(in: page.values) { body(dictionary.entries.base[$0]) }
        } else {
            for value in plain.elements[page.values] { body(value) }
        }
    }

    private func integerBounds(of page: ParquetPage) -> ParquetBounds {
        var least = Int64.max
        var greatest = Int64.min
        forEachValue(of: page) { value in
            least = min(least, value)
            greatest = max(greatest, value)
        }
        guard type == .int32 else { return ParquetBounds(minimum: .int64(least), maximum: .int64(greatest)) }
        return ParquetBounds(
            minimum: .int32(Int32(truncatingIfNeeded: least)),
            maximum: .int32(Int32(truncatingIfNeeded: greatest))
        )
    }

    private func doubleBounds(of page: ParquetPage) -> ParquetBounds {
        var least = Double.infinity
        var greatest = -Double.infinity
        forEachValue(of: page) { bits in
            let value = Double(bitPattern: UInt64(bitPattern: bits))
            if value < least { least = value }
            if value > greatest { greatest = value }
        }
        // Readers may not tell the zeros apart: a zero as a bound has to cover both.
        return ParquetBounds(
            minimum: .double(least == 0 ? -0.0 : least),
            maximum: .double(greatest == 0 ? 0.0 : greatest)
        )
    }
}
