/// Paths inside the console.
enum ConsolePath {
    /// Where it begins.
    static let root = "/console"

    /// A path that somebody gave as the place to go on to; nil unless it surely stays inside the console.
    ///
    /// Browsers read `//host` and `/\host` as other hosts, and drop tabs and line breaks.
    static func inside(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 4_096,
            text == root || text.hasPrefix("\(root)/") || text.hasPrefix("\(root)?"),
            !text.contains("//"), !text.contains("\\"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return text
    }
}
