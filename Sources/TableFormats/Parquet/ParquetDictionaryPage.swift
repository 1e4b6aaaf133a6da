/// The contents of a dictionary page.
struct ParquetDictionaryPage {
    /// How many values there are.
    var count: Int
    /// The values in PLAIN encoding.
    var bytes: [UInt8]
}
