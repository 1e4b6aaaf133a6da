extension Catalogue {
    /// What is sold where, to whom and by whom.
    static func salesPulse() -> SimulatedApp {
        app(
            1,
            name: "Sales pulse",
            fields: [
                SimulatedField(
                    name: "Region",
                    values: [
                        "Norrland", "Svealand", "Götaland", "Østlandet", "Vestlandet", "Jylland", "Sjælland", "Åland",
                    ]
                ),
                SimulatedField(name: "Year", values: ["2021", "2022", "2023", "2024", "2025", "2026"]),
                SimulatedField(
                    name: "Product group",
                    values: ["Kök & bad", "Garden", "Tools", "Lighting", "Paint", "Flooring \"Classic\"", "Möbler"]
                ),
                SimulatedField(
                    name: "Month",
                    values: ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"]
                ),
                SimulatedField(
                    name: "Customer",
                    values: (1...40).map { "Customer \($0) AB" } + ["Smörgås & Söner", "北京贸易有限公司", "O'Neill Ltd"]
                ),
            ],
            sheets: [
                (
                    "Regional view",
                    [
                        Draft("Revenue by region", .barChart, by: [0], "Revenue"),
                        Draft("Revenue over time", .lineChart, by: [3], "Revenue", "Revenue last year"),
                        Draft("Total revenue", .kpi, by: [], "Revenue"),
                        Draft("Product mix", .pieChart, by: [2], "Share of revenue"),
                        Draft("Order spread", .boxPlot, by: [0], "Order value"),
                        Draft("Region and product", .pivotTable, by: [0, 2], "Revenue", "Margin %"),
                    ]
                ),
                (
                    "Customers",
                    [
                        Draft("Customer ledger", .table, by: [4, 0], "Revenue", "Margin", "Orders"),
                        Draft("Top customers", .barChart, by: [4], "Revenue"),
                        Draft("Active customers", .kpi, by: [], "Customers"),
                        Draft("Customers on the map", .map, by: [0], "Customers"),
                        Draft("New customers", .lineChart, by: [3], "New customers"),
                    ]
                ),
                (
                    "Försäljning per säljare och månad",
                    [
                        Draft("Målgrad", .kpi, by: [], "Måluppfyllelse"),
                        Draft("Månadsutfall", .barChart, by: [3], "Utfall", "Mål"),
                        Draft("Utfall per region", .table, by: [0, 1], "Utfall", "Mål", "Avvikelse"),
                    ]
                ),
            ]
        )
    }
}
