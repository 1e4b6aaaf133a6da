/// Numbers and durations as people read them.
enum Words {
    /// `1 h 5 min`, `2 min 3 s`, `4.2 s` or `350 ms`.
    static func duration(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1_000
        switch milliseconds {
        case ..<1_000: return "\(milliseconds) ms"
        case ..<60_000:
            let tenths = (milliseconds % 1_000) / 100
            return tenths == 0 ? "\(seconds) s" : "\(seconds).\(tenths) s"
        case ..<3_600_000: return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
        default:
            let minutes = seconds / 60
            return minutes % 60 == 0
                ? "\(count(Int(minutes / 60))) h" : "\(count(Int(minutes / 60))) h \(minutes % 60) min"
        }
    }

    /// How long ago something was, roughly, such as `3 min ago`.
    static func ago(_ milliseconds: Int64) -> String {
        switch milliseconds {
        case ..<60_000: "just now"
        case ..<3_600_000: "\(milliseconds / 60_000) min ago"
        case ..<172_800_000: "\(milliseconds / 3_600_000) h ago"
        default: "\(milliseconds / 86_400_000) days ago"
        }
    }

    /// Digits in groups of three.
    static func count(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// `1 event`, `1,250 events`.
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(count(number)) \(number == 1 ? one : many)"
    }

    /// At most so many characters, the rest as an ellipsis.
    static func short(_ text: String, _ characters: Int) -> String {
        text.count <= characters ? text : text.prefix(characters - 1) + "…"
    }
}
