/// Numbers as a chart shows them.
enum NumberText {
    /// With a letter for thousands and millions: `1.25M`, `340k`, `12.5`.
    static func short(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1_000_000 { return trimmed(value / 1_000_000) + "M" }
        if size >= 1000 { return trimmed(value / 1000) + "k" }
        return trimmed(value)
    }

    /// Hundredths in full, as their unit wants it: `340,812.50`, `340,812`, `12.4%`.
    static func full(_ hundredths: Int64, _ unit: SimulatedMeasure.Unit) -> String {
        if unit == .percent { return trimmed(Double(hundredths) / 100) + "%" }
        let size = hundredths.magnitude
        let digits = String(size / 100)
        var text = hundredths < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        guard case .money(let step) = unit, step % 100 != 0 else { return text }
        let cents = size % 100
        return text + "." + (cents < 10 ? "0" : "") + "\(cents)"
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
