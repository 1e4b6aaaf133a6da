/// Builds the apps of the simulated site.
enum Catalogue {
    /// A chart before it gets its id.
    struct Draft {
        let title: String
        let kind: SimulatedObject.Kind
        let dimensions: [Int]
        let measures: [String]

        init(_ title: String, _ kind: SimulatedObject.Kind, by dimensions: [Int], _ measures: String...) {
            self.title = title
            self.kind = kind
            self.dimensions = dimensions
            self.measures = measures
        }
    }

    /// Puts an app together; all ids follow from `number`.
    static func app(
        _ number: UInt64,
        name: String,
        fields: [SimulatedField],
        measures: [String: SimulatedMeasure],
        sheets: [(title: String, objects: [Draft])]
    ) -> SimulatedApp {
        var chance = SeededGenerator(seed: 0xA99_0CA7_A109, stream: number)
        let id = chance.uuid()
        let sheets = sheets.map { sheet in
            SimulatedSheet(
                id: chance.uuid(),
                title: sheet.title,
                objects: sheet.objects.map { draft in
                    SimulatedObject(
                        id: objectID(&chance),
                        title: draft.title,
                        kind: draft.kind,
                        dimensions: draft.dimensions,
                        measures: draft.measures
                    )
                }
            )
        }
        return SimulatedApp(id: id, name: name, fields: fields, sheets: sheets, measures: measures)
    }

    private static func objectID(_ chance: inout SeededGenerator) -> String {
        let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
        return String((0..<chance.integer(in: 5...7)).map { _ in letters[chance.index(below: letters.count)] })
    }
}
