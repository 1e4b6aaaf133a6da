/// What an answer showed of the evidence; becomes part of the record of that look.
struct ShownContents: Sendable, Hashable {
    /// Rows, when the answer is a list.
    var rows: Int?
    /// Hashes of the pictures on the page; the session may load them without a further record.
    var pictures: [String] = []
}
