/// How the values of a page are coded.
enum ParquetEncoding: Int32 {
    case plain = 0
    /// Runs and packed bits; the definition levels.
    case rle = 3
    /// Indices into the dictionary page as runs and packed bits.
    case rleDictionary = 8
}
