extension Catalogue {
    /// What a bank may lose, by customer and rating.
    static func creditRisk() -> SimulatedApp {
        app(
            3,
            name: "Credit risk",
            fields: [
                SimulatedField(name: "Rating", values: ["AAA", "AA", "A", "BBB", "BB", "B", "CCC", "D"]),
                SimulatedField(
                    name: "Industry",
                    values: ["Agriculture", "Construction", "Energy", "Fastigheter", "Shipping", "Småföretag", "Trade"]
                ),
                SimulatedField(name: "Country", values: ["DE", "DK", "EE", "FI", "LT", "LV", "NO", "PL", "SE"]),
                SimulatedField(name: "Obligor", values: (1...80).map { "Obligor-\(10_000 + $0 * 37)" }),
            ],
            sheets: [
                (
                    "Portfolio",
                    [
                        Draft("Exposure at default", .kpi, by: [], "EAD"),
                        Draft("Exposure by rating", .barChart, by: [0], "EAD", "Expected loss"),
                        Draft("Exposure by industry", .barChart, by: [1], "EAD"),
                        Draft("Exposure map", .map, by: [2], "EAD"),
                        Draft("Migration matrix", .pivotTable, by: [0, 1], "Exposure moved"),
                    ]
                ),
                (
                    "Watch list",
                    [
                        Draft("Obligors under watch", .table, by: [3, 0, 1, 2], "EAD", "PD %", "LGD %"),
                        Draft("Watch list over time", .lineChart, by: [2], "Obligors"),
                        Draft("Provisions", .kpi, by: [], "Provisions"),
                    ]
                ),
            ]
        )
    }
}
