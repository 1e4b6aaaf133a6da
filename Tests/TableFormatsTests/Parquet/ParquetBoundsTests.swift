import AuditTesting
import TableFormats
import TableSamples
import Testing

/// Shortened texts and the order of pages.
@Suite(.inTurn) struct ParquetBoundsTests {
    @Test func shortTextsStayAsTheyAre() {
        let text = Array("exactly8".utf8)
        #expect(ParquetTextBound.below(text, maximumBytes: 8) == text)
        #expect(ParquetTextBound.above(text, maximumBytes: 8) == text)
    }

    @Test(
        arguments: [
            ("abcdefgh", 4, "abcd", "abce"),
            ("abcåäö", 4, "abc", "abd"),
            ("ab😀😀", 5, "ab", "ac"),
            // U+007F is followed by a character of two bytes, which doesn't fit.
            ("abc\u{7F}x", 4, "abc\u{7F}", "abd"),
            ("ab\u{7F}åx", 4, "ab\u{7F}", "ab\u{80}"),
            // The surrogates are left out.
            ("a\u{D7FF}x", 4, "a\u{D7FF}", "a\u{E000}"),
            ("a\u{10FFFF}\u{10FFFF}", 5, "a\u{10FFFF}", "b"),
            ("\u{0}\u{0}\u{0}\u{0}\u{0}", 4, "\u{0}\u{0}\u{0}\u{0}", "\u{0}\u{0}\u{0}\u{1}"),
        ]
    )
    func longTextsAreCutBetweenCharacters(_ text: String, _ limit: Int, _ below: String, _ above: String) {
        #expect(ParquetTextBound.below(Array(text.utf8), maximumBytes: limit) == Array(below.utf8))
        #expect(ParquetTextBound.above(Array(text.utf8), maximumBytes: limit) == Array(above.utf8))
    }

    @Test func theGreatestCharactersHaveNoBoundAbove() {
        let text = Array(String(repeating: "\u{10FFFF}", count: 9).utf8)
        #expect(ParquetTextBound.above(text, maximumBytes: 32) == nil)
        let bounds = ParquetBounds(minimum: .text(text), maximum: .text(text))
        #expect(bounds.shortened(maximumBytes: 32) == nil)
    }

    @Test func boundsHoldForAllTexts() {
        let characters: [Character] = [
            "a", "\u{0}", "\u{7F}", "å", "\u{7FF}", "\u{D7FF}", "\u{FFFF}", "😀", "\u{10FFFF}",
        ]
        var random = SeededGenerator(seed: 1)
        for _ in 0..<3000 {
            let text = String((0..<1 + random.below(8)).map { _ in characters[random.below(characters.count)] })
            let bytes = Array(text.utf8)
            let limit = 4 + random.below(10)
            let below = ParquetTextBound.below(bytes, maximumBytes: limit)
            #expect(below.count <= limit && String(validating: below, as: UTF8.self) != nil)
            #expect(!bytes.lexicographicallyPrecedes(below))
            guard let above = ParquetTextBound.above(bytes, maximumBytes: limit) else { continue }
            #expect(above.count <= limit && String(validating: above, as: UTF8.self) != nil)
            #expect(!above.lexicographicallyPrecedes(bytes))
            #expect((above == bytes) == (bytes.count <= limit))
            // Not only this text lies below, but every one that begins the same way.
            if bytes.count > limit {
                #expect(!above.lexicographicallyPrecedes(below + Array("\u{10FFFF}\u{10FFFF}".utf8)))
            }
        }
    }

    @Test func onlyShortenedBoundsAreInexact() {
        let bounds = ParquetBounds(minimum: .text(Array("a".utf8)), maximum: .text(Array("a long text".utf8)))
        let shortened = bounds.shortened(maximumBytes: 6)
        #expect(shortened?.isMinimumExact == true)
        #expect(shortened?.isMaximumExact == false)
        #expect(shortened?.maximum == .text(Array("a lonh".utf8)))
    }

    @Test func theOrderOfPagesIgnoresNullPages() {
        #expect(order([1...2, nil, 2...3, 3...3]) == .ascending)
        #expect(order([5...9, 3...9, nil, 1...2]) == .descending)
        #expect(order([1...9, 2...3]) == .unordered)
        #expect(order([nil, nil]) == .ascending)
        #expect(order([4...4, 4...4]) == .ascending)
    }

    private func order(_ ranges: [ClosedRange<Int64>?]) -> ParquetPageIndex.BoundaryOrder {
        ParquetPageIndex.BoundaryOrder(
            of: ranges.map { range in
                ParquetPageEntry(
                    position: 4,
                    byteCount: 1,
                    firstRow: 0,
                    nullCount: 0,
                    bounds: range.map { ParquetBounds(minimum: .int64($0.lowerBound), maximum: .int64($0.upperBound)) }
                )
            }
        )
    }
}
