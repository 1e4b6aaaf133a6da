/// The least and the greatest value of a page or a column chunk, or bounds of them.
package struct ParquetBounds: Sendable, Hashable {
    /// No value is less.
    package var minimum: ParquetScalar
    /// No value is greater.
    package var maximum: ParquetScalar
    /// Whether `minimum` is a value of the data and not a shortened text.
    package var isMinimumExact = true
    /// Whether `maximum` is a value of the data and not a shortened text.
    package var isMaximumExact = true

    /// Takes values that occur in the data.
    package init(minimum: ParquetScalar, maximum: ParquetScalar) {
        self.minimum = minimum
        self.maximum = maximum
    }

    /// The bounds of two sets of values together.
    func united(with other: ParquetBounds) -> ParquetBounds {
        ParquetBounds(
            minimum: other.minimum.precedes(minimum) ? other.minimum : minimum,
            maximum: maximum.precedes(other.maximum) ? other.maximum : maximum
        )
    }

    /// The bounds with texts of at most `maximumBytes`; nil when there is no greatest text of that length.
    package func shortened(maximumBytes: Int) -> ParquetBounds? {
        guard case .text(let least) = minimum, case .text(let greatest) = maximum else { return self }
        var bounds = self
        if least.count > maximumBytes {
            bounds.minimum = .text(ParquetTextBound.below(least, maximumBytes: maximumBytes))
            bounds.isMinimumExact = false
        }
        if greatest.count > maximumBytes {
            guard let above = ParquetTextBound.above(greatest, maximumBytes: maximumBytes) else { return nil }
            bounds.maximum = .text(above)
            bounds.isMaximumExact = false
        }
        return bounds
    }
}
