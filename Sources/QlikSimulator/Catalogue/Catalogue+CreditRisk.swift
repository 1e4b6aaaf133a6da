extension Catalogue {
    /// What a bank may lose, by customer and rating.
    static func creditRisk() -> SimulatedApp {
        app(
            3,
            name: "Credit risk",
            fields: [
                SimulatedField(name: "Rating", values: ["AAA", "AA", "A", "BBB", "BB", "B", "CCC", "D"], .steps),
                SimulatedField(
                    name: "Industry",
                    values: ["Agriculture", "Construction", "Energy", "Fastigheter", "Shipping", "Småföretag", "Trade"]
                ),
                SimulatedField(name: "Country", values: ["DE", "DK", "EE", "FI", "LT", "LV", "NO", "PL", "SE"]),
                SimulatedField(name: "Obligor", values: (1...80).map { "Obligor-\(10_000 + $0 * 37)" }, .members),
                SimulatedField(
                    name: "Quarter",
                    values: ["2024 Q1", "2024 Q2", "2024 Q3", "2024 Q4", "2025 Q1", "2025 Q2", "2025 Q3", "2025 Q4"],
                    .time
                ),
            ],
            measures: [
                "EAD": SimulatedMeasure(.total(640_000_000), .money(step: 100)),
                "Expected loss": SimulatedMeasure(.part(of: "EAD", 0.002...0.035), .money(step: 100)),
                "Exposure moved": SimulatedMeasure(.part(of: "EAD", 0.02...0.15), .money(step: 100)),
                "PD %": SimulatedMeasure(.level(0.1...22), .percent),
                "LGD %": SimulatedMeasure(.level(18...62), .percent),
                "Obligors": SimulatedMeasure(.level(24...46), .count),
                "Provisions": SimulatedMeasure(.part(of: "EAD", 0.006...0.014), .money(step: 100)),
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
                        Draft("Watch list over time", .lineChart, by: [4], "Obligors"),
                        Draft("Provisions", .kpi, by: [], "Provisions"),
                    ]
                ),
            ]
        )
    }
}
