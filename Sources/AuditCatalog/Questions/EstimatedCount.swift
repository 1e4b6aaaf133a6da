/// A count that is exact up to a bound, because counting everything would take long.
package enum EstimatedCount: Sendable, Hashable, CustomStringConvertible {
    /// Exactly so many.
    case exactly(Int)
    /// At least one more than so many.
    case moreThan(Int)

    /// For people, such as `312` or `more than 10,000`.
    package var description: String {
        switch self {
        case .exactly(let count): Self.grouped(count)
        case .moreThan(let count): "more than \(Self.grouped(count))"
        }
    }

    /// Digits in groups of three.
    private static func grouped(_ count: Int) -> String {
        let digits = String(count)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
