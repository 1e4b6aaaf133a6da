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
                SimulatedField(name: "Year", values: ["2021", "2022", "2023", "2024", "2025", "2026"], .time),
                SimulatedField(
                    name: "Product group",
                    values: ["Kök & bad", "Garden", "Tools", "Lighting", "Paint", "Flooring \"Classic\"", "Möbler"]
                ),
                SimulatedField(
                    name: "Month",
                    values: ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"],
                    .time
                ),
                SimulatedField(
                    name: "Customer",
                    values: customers,
                    .members
                ),
            ],
            measures: salesMeasures,
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

    /// Invented companies.
    private static let customers = [
        "Almvik Interiör AB", "Barkhult Bygg AB", "Björnsäter Golv AB", "Brunnhult Måleri AB", "Cederlunda Kök AB",
        "Dalsjö Trä AB", "Ekhamra Belysning AB", "Fagerudd Möbler AS", "Falkudden Handel AB", "Granliden Hem AB",
        "Grytåsen Verktyg AB", "Haraldsby Bygghandel AB", "Hasselrum Inredning AB", "Havtorn Bad A/S",
        "Hjortnäs Plåt AB", "Isdammen Fastigheter AB", "Kalvhaga Färg AB", "Klintevång Trädgård ApS",
        "Klövberg Golvtjänst AB", "Kråkmo Ventilation AS", "Lillskär Marina AB", "Lindeholt Kök A/S",
        "Ljungfors Entreprenad AB", "Lövsjöns Hus AB", "Mossebo Snickeri AB", "Månsgården Hotell AB",
        "Norrhult Kakel AB", "Odensgård Have ApS", "Orrberget Stugor AB", "Rimfors Lampor AB", "Ryssholmen Varv AB",
        "Skogvik Husfabrik AB", "Skärhall Båtbyggeri AB", "Stenkulla Mark AB", "Sörgläntan Vård AB",
        "Tallvattnet Camping AB", "Torpängen Lantbruk AB", "Utterkärr Bygg AB", "Vindskär Energi AS",
        "Åminsby Ytskikt AB", "Smörgås & Söner", "北京贸易有限公司", "O'Neill Ltd",
    ]

    private static let salesMeasures: [String: SimulatedMeasure] = [
        "Revenue": SimulatedMeasure(.total(184_600_000), .money(step: 1)),
        "Revenue last year": SimulatedMeasure(.part(of: "Revenue", 0.84...1.06), .money(step: 1)),
        "Share of revenue": SimulatedMeasure(.share(of: "Revenue"), .percent),
        "Order value": SimulatedMeasure(.level(4_000...14_000), .money(step: 1)),
        "Margin": SimulatedMeasure(.part(of: "Revenue", 0.14...0.41), .money(step: 1)),
        "Margin %": SimulatedMeasure(.ratio("Margin", "Revenue"), .percent),
        "Orders": SimulatedMeasure(.part(of: "Revenue", 0.000_07...0.000_16), .count),
        "Customers": SimulatedMeasure(.members(of: "Customer"), .count),
        "New customers": SimulatedMeasure(.total(640), .count),
        "Måluppfyllelse": SimulatedMeasure(.ratio("Utfall", "Mål"), .percent),
        "Utfall": SimulatedMeasure(.part(of: "Mål", 0.82...1.14), .money(step: 1)),
        "Mål": SimulatedMeasure(.total(176_000_000), .money(step: 100_000)),
        "Avvikelse": SimulatedMeasure(.difference("Utfall", "Mål"), .money(step: 1)),
    ]
}
