/// What the symbols of a field are, taken together; decides the field's tags.
struct QVDSymbolTraits: Hashable {
    /// How many symbols there are.
    var count: Int
    /// How many of them are text and nothing else.
    var textCount: Int
    /// Whether every text is ASCII.
    var isASCII: Bool

    /// The tags as an engine sets them: by the values that are there, not by what the column may hold.
    func tags(for type: ColumnType) -> [String] {
        guard count > 0 else { return [] }
        if textCount == count { return isASCII ? ["$ascii", "$text"] : ["$text"] }
        // Numbers mixed with text have no tag.
        guard textCount == 0 else { return [] }
        switch type {
        case .text, .json: return []
        case .integer, .boolean: return ["$numeric", "$integer"]
        case .number: return ["$numeric"]
        case .timestamp: return ["$numeric", "$timestamp"]
        case .day: return ["$numeric", "$integer", "$timestamp", "$date"]
        }
    }
}
