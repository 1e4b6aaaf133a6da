/// A destination that `destination.type` may name.
package enum DestinationName: String, Sendable, Hashable, CaseIterable {
    /// InfluxDB 1, 2 or 3.
    case influxDB = "influxdb"
    /// Parquet files.
    case parquet
    /// QVD files.
    case qvd
    /// One JSON file for each event with object data.
    case objectData = "json"

    /// Reads a comma list; unknown names are problems.
    ///
    /// Letter case and outer blanks don't matter.
    static func list(_ block: ConfigurationView, _ reading: inout ConfigurationReading) -> Set<DestinationName> {
        let words = block.text("type").split(separator: ",", omittingEmptySubsequences: true)
            .map { $0.trimmingWhitespace().lowercased() }
            .filter { !$0.isEmpty }
        var names: Set<DestinationName> = []
        for word in words {
            if let name = DestinationName(rawValue: word) {
                names.insert(name)
                continue
            }
            let known = allCases.map(\.rawValue)
            let hint = Suggestion.nearest(to: word, among: known).map { "; did you mean \($0)?" } ?? "."
            let allowed = known.joined(separator: ", ")
            reading.problem(block, "type", "names the unknown destination '\(word)'\(hint) Allowed are \(allowed)")
        }
        if words.isEmpty, block.isWritten("type"), block.boolean("enable") {
            let allowed = allCases.map(\.rawValue).joined(separator: ", ")
            reading.problem(block, "type", "names no destination; allowed are \(allowed), separated by commas")
        }
        return names
    }
}

extension Substring {
    fileprivate func trimmingWhitespace() -> Substring {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return head[...last]
    }
}
