/// How the numbers of a measure come about, and what they count.
struct SimulatedMeasure: Sendable, Hashable {
    /// What a number counts.
    enum Unit: Sendable, Hashable {
        /// Money in multiples of so many hundredths.
        case money(step: Int64)
        /// Whole people, days or orders.
        case count
        /// Percent with one decimal.
        case percent
    }

    /// How a number comes about.
    enum Rule: Sendable, Hashable {
        /// A sum over everything, of which each value of a field has its share.
        case total(Double)
        /// A number that doesn't add up, such as an age, somewhere in the range.
        case level(ClosedRange<Double>)
        /// A part of another measure; the range says how large a part.
        case part(of: String, ClosedRange<Double>)
        /// How many members of the field there are, by its name.
        case members(of: String)
        /// One measure without another.
        case difference(String, String)
        /// One measure in percent of another.
        case ratio(String, String)
        /// Each row's percent of another measure in all rows.
        case share(of: String)
    }

    let rule: Rule
    let unit: Unit

    init(_ rule: Rule, _ unit: Unit) {
        self.rule = rule
        self.unit = unit
    }
}
