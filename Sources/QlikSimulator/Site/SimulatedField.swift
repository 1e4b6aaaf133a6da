/// A field of an app that users select in.
package struct SimulatedField: Sendable, Hashable {
    /// What the values of a field are, which decides how numbers spread over them.
    package enum Nature: Sendable, Hashable {
        /// Names without an order, such as regions.
        case names
        /// Single customers or people; each has one value of every field of names or steps.
        case members
        /// Months, quarters or years in their order.
        case time
        /// Steps of a scale in their order, such as ratings.
        case steps
    }

    /// Name of the field.
    package let name: String

    /// All its values, at least two.
    package let values: [String]

    /// What the values are.
    package let nature: Nature

    /// How many of the members have each value, in relation to each other; all about as many when empty.
    let frequencies: [Int]

    init(name: String, values: [String], _ nature: Nature = .names, frequencies: [Int] = []) {
        precondition(frequencies.isEmpty || frequencies.count == values.count, "each value has its frequency")
        self.name = name
        self.values = values
        self.nature = nature
        self.frequencies = frequencies
    }
}
