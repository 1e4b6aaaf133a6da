extension Catalogue {
    /// Who works here, how long and for how much: the kind of app that must be audited.
    static func hrOverview() -> SimulatedApp {
        app(
            2,
            name: "HR overview – headcount, salaries and absence (Nordics, 2026)",
            fields: [
                SimulatedField(
                    name: "Department",
                    values: ["Finance", "Försäljning", "Human Resources", "IT", "Logistik", "Production", "研发部"]
                ),
                SimulatedField(name: "Gender", values: ["Female", "Male", "Other"], frequencies: [48, 49, 3]),
                SimulatedField(name: "Salary band", values: ["A1", "A2", "B1", "B2", "C1", "C2", "D"], .steps),
                SimulatedField(
                    name: "Employee",
                    values: (1001...1060).map { "E\($0)" } + ["E2001 Łukasz Żak", "E2002 Åsa Öberg", "E2003 王小明"],
                    .members
                ),
                SimulatedField(
                    name: "Month",
                    values: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
                    .time
                ),
            ],
            measures: [
                "Employees": SimulatedMeasure(.members(of: "Employee"), .count),
                "Age": SimulatedMeasure(.level(21...66), .count),
                "Base salary": SimulatedMeasure(.level(31_000...78_000), .money(step: 5_000)),
                "Bonus": SimulatedMeasure(.part(of: "Base salary", 0...0.18), .money(step: 5_000)),
                "Median salary": SimulatedMeasure(.level(34_000...66_000), .money(step: 5_000)),
                "Pay gap %": SimulatedMeasure(.level(2...11), .percent),
                "Sick days": SimulatedMeasure(.total(540), .count),
                "Parental leave": SimulatedMeasure(.total(1_900), .count),
                "Absence %": SimulatedMeasure(.level(2.5...7.5), .percent),
            ],
            sheets: [
                (
                    "Headcount",
                    [
                        Draft("Employees", .kpi, by: [], "Employees"),
                        Draft("Employees by department", .barChart, by: [0], "Employees"),
                        Draft("Gender balance", .pieChart, by: [1], "Employees"),
                        Draft("Bands by department", .pivotTable, by: [0, 2], "Employees"),
                        Draft("Age distribution", .boxPlot, by: [0], "Age"),
                    ]
                ),
                (
                    "Salaries (confidential)",
                    [
                        Draft("Salary list", .table, by: [3, 0, 2], "Base salary", "Bonus"),
                        Draft("Median salary by department", .barChart, by: [0], "Median salary"),
                        Draft("Pay gap", .kpi, by: [], "Pay gap %"),
                        Draft("Salary by band", .barChart, by: [2], "Median salary"),
                    ]
                ),
                (
                    "Absence",
                    [
                        Draft("Sick days", .lineChart, by: [4], "Sick days"),
                        Draft("Absence by employee", .table, by: [3, 0], "Sick days", "Parental leave"),
                        Draft("Absence rate", .kpi, by: [], "Absence %"),
                    ]
                ),
            ]
        )
    }
}
