/// One time series: a metric's name and its labels in sorted order.
struct MetricSeries: Hashable, Comparable, Sendable {
    let name: String
    /// `{code="202"}`, or empty.
    let labels: String

    init(name: String, dimensions: [(String, String)]) {
        self.name = Self.sanitized(name)
        let pairs = dimensions.sorted { $0.0 < $1.0 }.map { "\(Self.sanitized($0.0))=\"\(Self.escaped($0.1))\"" }
        self.labels = pairs.joined(separator: ",")
    }

    /// The series as one line starts, with `extra` as a further label.
    func text(suffix: String = "", extra: String = "") -> String {
        let all = [labels, extra].filter { !$0.isEmpty }.joined(separator: ",")
        return all.isEmpty ? name + suffix : "\(name)\(suffix){\(all)}"
    }

    static func < (left: MetricSeries, right: MetricSeries) -> Bool {
        (left.name, left.labels) < (right.name, right.labels)
    }

    private static func sanitized(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n", "\r\n": text += "\\n"
            default: text.append(character)
            }
        }
        return text
    }
}
