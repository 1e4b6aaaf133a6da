/// Made-up values behind a chart, the same for the same chart and seed.
struct ChartData {
    /// One measure over all rows.
    struct Series {
        let label: String
        let values: [Double]
    }

    /// Texts of the dimensions, row by row; one empty row without dimensions.
    let rows: [[String]]
    /// The measures.
    let series: [Series]
    /// Labels of the dimensions.
    let dimensions: [String]

    /// Makes up to `maximumRows` rows.
    init(_ object: SimulatedObject, in app: SimulatedApp, seed: UInt64, maximumRows: Int) {
        let fields = object.dimensions.map { app.fields[$0] }
        dimensions = fields.map(\.name)
        var chance = SeededGenerator(seed: seed, stream: Self.stream(of: object.id))
        let combinations = fields.reduce(1) { min($0 * $1.values.count, 1 << 20) }
        let count = max(1, min(combinations, maximumRows))
        let isGrouped = object.kind == .pivotTable
        rows = (0..<count).map { row in isGrouped ? Self.group(of: fields, row) : Self.texts(of: fields, row) }
        series = object.measures.map { label in
            let isPercent = label.hasSuffix("%")
            let scale = isPercent ? 100.0 : Double(chance.integer(in: 40...900)) * 1000
            var level = Double(chance.integer(in: 30...70)) / 100
            let values = (0..<count).map { _ in
                // A walk rather than noise, so that lines look like lines of business.
                level = min(0.98, max(0.06, level + Double(chance.integer(in: -180...190)) / 1000))
                let cents = isPercent ? 0 : Double(chance.integer(in: 0...99))
                return ((scale * level).rounded() * 100 + cents) / 100
            }
            return Series(label: label, values: values)
        }
    }

    /// Texts of a row of a table: a text of the first dimension comes again only after all others, the rest are mixed.
    private static func texts(of fields: [SimulatedField], _ row: Int) -> [String] {
        var rest = row
        var texts: [String] = []
        for field in fields {
            texts.append(field.values[(rest + row / field.values.count) % field.values.count])
            rest = rest * 7 + 3
        }
        return texts
    }

    /// Texts of a row of a pivot table: the last dimension changes fastest.
    private static func group(of fields: [SimulatedField], _ row: Int) -> [String] {
        var rest = row
        var texts: [String] = []
        for field in fields.reversed() {
            texts.append(field.values[rest % field.values.count])
            rest /= field.values.count
        }
        return texts.reversed()
    }

    /// A number that follows from an id (FNV-1a).
    private static func stream(of id: String) -> UInt64 {
        id.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
