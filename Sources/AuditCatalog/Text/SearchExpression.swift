/// A query of the full-text index, made from texts that anybody may have written.
///
/// Every term stands in quotation marks, and no term can contain one, so nothing of FTS5's own syntax gets through.
struct SearchExpression: Sendable, Hashable {
    /// Words of a text that count.
    static let maximumWords = 16
    /// Bytes from which on the last word is taken as the beginning of a word.
    static let minimumPrefixBytes = 3

    /// The query in FTS5's syntax.
    let text: String

    /// Finds whole values, in any field or in one.
    init?(value: String, field: String?) {
        let folded = FoldedText(value)
        guard !folded.bytes.isEmpty else { return nil }
        var term: [UInt8] = []
        SearchTerm.appendValue(folded, to: &term)
        guard let field else {
            text = Self.quoted(term)
            return
        }
        guard let label = Self.label(field) else { return nil }
        text = "\(Self.quoted(term)) AND \(label)"
    }

    /// Finds a field or label.
    init?(field: String) {
        guard let label = Self.label(field) else { return nil }
        text = label
    }

    /// Finds all words of a text in one place, or the text as a whole value; in any field or in one.
    ///
    /// With `isTyped` the last word may be the beginning of one.
    init?(words: String, field: String? = nil, isTyped: Bool = false) {
        let folded = FoldedText(words, limit: SearchQuery.maximumTextLength * 4)
        guard !folded.bytes.isEmpty else { return nil }
        var value: [UInt8] = []
        SearchTerm.appendValue(folded, to: &value)
        var terms: [String] = []
        for (index, word) in folded.words.prefix(Self.maximumWords).enumerated() {
            var term: [UInt8] = []
            SearchTerm.appendWord(word, of: folded, to: &term)
            let isLast = index == folded.words.count - 1 && word.upperBound == folded.bytes.count
            terms.append(Self.quoted(term) + (isTyped && isLast && term.count >= Self.minimumPrefixBytes ? "*" : ""))
        }
        var query = Self.quoted(value)
        if !terms.isEmpty { query = "(\(query) OR (\(terms.joined(separator: " AND "))))" }
        if let field {
            guard let label = Self.label(field) else { return nil }
            query += " AND \(label)"
        }
        text = query
    }

    private static func label(_ field: String) -> String? {
        let folded = FoldedText(field)
        guard !folded.bytes.isEmpty else { return nil }
        var term: [UInt8] = []
        SearchTerm.appendLabel(folded, to: &term)
        return quoted(term)
    }

    private static func quoted(_ term: [UInt8]) -> String {
        precondition(!term.contains(UInt8(ascii: "\"")), "a term has no quotation mark")
        return "\"\(String(decoding: term, as: UTF8.self))\""
    }
}
