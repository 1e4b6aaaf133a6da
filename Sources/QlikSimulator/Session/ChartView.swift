/// What a user sees of a chart when a picture is taken.
struct ChartView {
    let object: SimulatedObject
    let data: ChartData
    /// For tables, what is in view.
    let table: TableView?

    /// The rows in view.
    var rows: Range<Int> { table?.rows ?? 0..<data.rows.count }
}
