/// Numbers as a chart shows them.
enum NumberText {
    /// With a letter for thousands and millions: `1.25M`, `340k`, `12.5`.
    static func short(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1_000_000 { return trimmed(value / 1_000_000) + "M" }
        if size >= 1000 { return trimmed(value / 1000) + "k" }
        return trimmed(value)
    }

    /// With groups and two decimals: `340,812.50`.
    static func full(_ value: Double) -> String {
        let hundredths = Int64((abs(value) * 100).rounded())
        let digits = String(hundredths / 100)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        let cents = hundredths % 100
        return (value < 0 ? "-" : "") + grouped + "." + (cents < 10 ? "0" : "") + "\(cents)"
    }

    /// At most two decimals and no zeros at the end.
    private static func trimmed(_ value: Double) -> String {
        let hundredths = Int64((abs(value) * 100).rounded())
        var text = (value < 0 ? "-" : "") + "\(hundredths / 100)"
        let cents = hundredths % 100
        if cents % 10 != 0 {
            text += "." + (cents < 10 ? "0" : "") + "\(cents)"
        } else if cents > 0 {
            text += ".\(cents / 10)"
        }
        return text
    }
}
