/// The data behind a chart at the time of a screenshot, before it is written as JSON.
struct ObjectDataDraft {
    /// For each row the value's index in each dimension's field.
    let rows: [[Int]]
    /// Chooses the numbers of the measures.
    let numberSeed: UInt64
}
