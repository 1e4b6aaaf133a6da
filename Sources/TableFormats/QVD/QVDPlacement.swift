/// Where one field's codes stand in a row.
package struct QVDPlacement: Hashable {
    /// The lowest bit, counted from the lowest bit of the row's first byte.
    package var bitOffset: Int
    /// How many bits; 0 for a field whose rows all have its only symbol.
    package var bitWidth: Int
    /// Whether code 0 is null and the first symbol has code 2 (Bias −2), or the first symbol has code 0 (Bias 0).
    package var hasNulls: Bool

    /// Places a field; without arguments one of width 0.
    package init(bitOffset: Int = 0, bitWidth: Int = 0, hasNulls: Bool = false) {
        self.bitOffset = bitOffset
        self.bitWidth = bitWidth
        self.hasNulls = hasNulls
    }

    /// What a reader adds to a stored code to get the symbol's index.
    package var bias: Int { hasNulls ? -2 : 0 }

    /// The stored code for a code of the writer (0 for null, otherwise index plus one).
    func storedCode(_ code: UInt32) -> UInt32 {
        guard hasNulls else { return code &- 1 }
        return code == 0 ? 0 : code + 1
    }
}
