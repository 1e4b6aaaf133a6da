/// What the search for a grid line needs to know of a row.
struct RowTone: Hashable {
    /// Whether all samples have nearly the colour of the reference pixel.
    let isUniform: Bool
    /// Mean of the reference pixel's red, green and blue.
    let brightness: Int
}
