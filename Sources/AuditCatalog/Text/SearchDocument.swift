/// What can be found of one piece of data, of one state of selections, or of one name: terms with spaces between them.
struct SearchDocument: Sendable, Hashable {
    /// UTF-8 of the terms.
    private(set) var bytes: [UInt8] = []

    /// Adds a value: the whole of it and, unless it is a mere number, its words.
    mutating func addValue(_ text: String) {
        if addPlain(text) { return }
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

    /// Adds a value of few visible ASCII characters with single spaces between them, as most are, without copies.
    ///
    /// Adds the same as the long way, and returns false for any other text.
    private mutating func addPlain(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            guard let last = utf8.last, utf8.count <= SearchTerm.maximumWordBytes, last != 0x20 else { return false }
            var before: UInt8 = 0x20
            for byte in utf8 {
                guard (0x20..<0x7F).contains(byte), byte != 0x20 || before != 0x20 else { return false }
                before = byte
            }
            SearchTerm.appendPlainValue(utf8, to: &bytes)
            bytes.append(0x20)
            guard utf8.contains(where: { (0x41...0x5A).contains($0 & 0xDF) }) else { return true }
            var isInWord = false
            for byte in utf8 {
                let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
                if SearchTerm.isWord(lower) {
                    bytes.append(lower)
                    isInWord = true
                } else if isInWord {
                    bytes.append(0x20)
                    isInWord = false
                }
            }
            if isInWord { bytes.append(0x20) }
            return true
        }
    }
}
