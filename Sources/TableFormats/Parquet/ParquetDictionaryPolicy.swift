/// Decides, while a column chunk fills, whether its dictionary is worth it.
///
/// The decision depends on the values alone and is made at fixed counts of values, so it doesn't depend on how the rows
/// were handed over.
struct ParquetDictionaryPolicy {
    /// The first count at which the dictionary is judged; then at every double of it, and at the end.
    private static let firstJudgement = 4096
    /// What a dictionary page costs beside its contents: its header and its part of the metadata.
    private static let pageOverheadBytes = 32

    /// The count of values at which the dictionary is judged next.
    private(set) var nextJudgement = firstJudgement

    /// Moves on to the next judgement.
    mutating func advance() {
        nextJudgement *= 2
    }

    /// Starts a new column chunk.
    mutating func reset() {
        nextJudgement = Self.firstJudgement
    }

    /// Whether dictionary and indices together take at most three quarters of the plain values.
    static func pays(dictionaryBytes: Int, distinct: Int, values: Int, plainBytes: Int) -> Bool {
        let indexBytes = values * ParquetRunEncoder.bitWidth(maximum: distinct - 1) / 8
        return 4 * (dictionaryBytes + indexBytes + pageOverheadBytes) <= 3 * plainBytes
    }
}
