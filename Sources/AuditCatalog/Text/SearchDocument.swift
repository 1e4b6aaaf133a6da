/// What can be found of one piece of data, of one state of selections, or of one name: terms with spaces between them.
struct SearchDocument: Sendable, Hashable {
    /// UTF-8 of the terms.
    private(set) var bytes: [UInt8] = []

    /// Adds a value: the whole of it and, unless it is a mere number, its words.
    mutating func addValue(_ text: String) {
        let folded = FoldedText(text)
        guard !folded.bytes.isEmpty else { return }
        SearchTerm.appendValue(folded, to: &bytes)
        bytes.append(0x20)
        if folded.hasLetter { addWords(of: folded) }
    }

    /// Adds the name of a field or the label of a column, and its words.
    mutating func addLabel(_ text: String) {
        let folded = FoldedText(text)
        guard !folded.bytes.isEmpty else { return }
        SearchTerm.appendLabel(folded, to: &bytes)
        bytes.append(0x20)
        addWords(of: folded)
    }

    /// Adds a name: the whole of it and its words, numbers too.
    mutating func addName(_ text: String) {
        let folded = FoldedText(text)
        guard !folded.bytes.isEmpty else { return }
        SearchTerm.appendValue(folded, to: &bytes)
        bytes.append(0x20)
        addWords(of: folded)
    }

    private mutating func addWords(of folded: FoldedText) {
        for word in folded.words {
            SearchTerm.appendWord(word, of: folded, to: &bytes)
            bytes.append(0x20)
        }
    }

    /// The terms as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}
