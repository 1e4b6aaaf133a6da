/// Stages a column of texts: as indices while the dictionary is worth it, else in PLAIN encoding.
final class ParquetTextStage: ParquetStage {
    private var dictionary: ParquetTextDictionary
    private var policy = ParquetDictionaryPolicy()
    private var hasDictionary = true
    /// With a dictionary: one index per value.
    private var indices = ParquetIndices()
    /// Without: the texts in PLAIN encoding, back to back.
    private var plain = ParquetStore<UInt8>()
    /// The bytes that all values take in PLAIN encoding.
    private var plainBytes = 0

    /// Starts empty.
    init(_ options: ParquetOptions) {
        dictionary = ParquetTextDictionary(maximumBytes: options.dictionaryBytes)
    }

    func append(_ column: ColumnValues, values: Range<Int>) {
        var start = values.lowerBound
        while hasDictionary, start < values.upperBound {
            let end = min(values.upperBound, start + policy.nextJudgement - indices.store.count)
            let taken = dictionary.append(column, start..<end, indicesTo: &indices.store)
            plainBytes += Self.plainBytes(of: column, start..<start + taken)
            start += taken
            if start < end {
                giveUpDictionary()
            } else if indices.store.count == policy.nextJudgement {
                policy.advance()
                if !dictionaryPays { giveUpDictionary() }
            }
        }
        if start < values.upperBound { appendPlain(column, start..<values.upperBound) }
    }

    func seal() -> ParquetDictionaryPage? {
        if hasDictionary, !dictionaryPays { giveUpDictionary() }
        guard hasDictionary else { return nil }
        indices.seal(dictionaryCount: dictionary.count)
        return ParquetDictionaryPage(count: dictionary.count, bytes: Array(dictionary.entries.elements))
    }

    func pages(_ presence: borrowing ParquetStore<UInt8>, _ options: ParquetOptions) -> [ParquetPage] {
        if hasDictionary {
            let bits = indices.bitWidth
            return ParquetPage.cut(presence, options: options) { _ in (bits, 0) }
        }
        var position = 0
        return ParquetPage.cut(presence, options: options) { _ in
            let length = 4 + plain.textLength(at: position)
            position += length
            return (8 * length, position)
        }
    }

    func appendValues(of page: ParquetPage, to bytes: inout [UInt8]) {
        if hasDictionary {
            indices.append(page.values, to: &bytes)
        } else {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: plain.elements[page.bytes]))
        }
    }

    func bounds(of page: ParquetPage) -> ParquetBounds? {
        var extremes = ParquetTextExtremes()
        if hasDictionary {
            indices.forEachEntry(in: page.values) { index in
                let start = Int(dictionary.starts.base[index])
                extremes.add(Self.text(at: start, in: dictionary.entries))
            }
        } else {
            var position = page.bytes.lowerBound
            while position < page.bytes.upperBound {
                let text = Self.text(at: position, in: plain)
                extremes.add(text)
                position += 4 + text.count
            }
        }
        return extremes.bounds
    }

    func removeAll() {
        dictionary.removeAll()
        policy.reset()
        hasDictionary = true
        indices.removeAll()
        plain.removeAll()
        plainBytes = 0
    }

    private var dictionaryPays: Bool {
        ParquetDictionaryPolicy.pays(
            dictionaryBytes: dictionary.entries.count,
            distinct: dictionary.count,
            values: indices.store.count,
            plainBytes: plainBytes
        )
    }

    /// Turns the indices back into texts.
    private func giveUpDictionary() {
        plain.reserve(plainBytes)
        for index in indices.store.elements { dictionary.append(index, to: &plain) }
        hasDictionary = false
        indices.removeAll()
        dictionary.removeAll()
    }

    private func appendPlain(_ column: ColumnValues, _ values: Range<Int>) {
        let added = Self.plainBytes(of: column, values)
        plain.reserve(added)
        plainBytes += added
        column.textBytes.withUnsafeBytes { bytes in
            // Texts may all be empty, and then there is no memory to point to.
            guard let memory = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return }
            var start = values.lowerBound == 0 ? 0 : column.textEnds[values.lowerBound - 1]
            for end in column.textEnds[values] {
                plain.appendText(memory + start, count: end - start)
                start = end
            }
        }
    }

    private static func plainBytes(of column: ColumnValues, _ values: Range<Int>) -> Int {
        guard let last = values.last else { return 0 }
        let start = values.lowerBound == 0 ? 0 : column.textEnds[values.lowerBound - 1]
        return column.textEnds[last] - start + 4 * values.count
    }

    @inline(__always)
    private static func text(
        at position: Int,
        in store: borrowing ParquetStore<UInt8>
    ) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: store.base + (position + 4), count: store.textLength(at: position))
    }
}
