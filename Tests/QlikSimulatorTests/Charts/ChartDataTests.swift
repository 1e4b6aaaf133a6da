import AuditTesting
import QlikSimulator
import Testing

@Suite(.inTurn) struct ChartDataTests {
    private static let site = SimulatedSite()

    /// The chart with this title and what is in it.
    private static func data(_ title: String, _ selections: [SelectedField] = []) throws -> ChartData {
        for app in site.apps {
            for object in app.sheets.flatMap(\.objects) where object.title == title {
                return ChartData(object, in: app, selections: selections)
            }
        }
        throw NoChart(title: title)
    }

    private struct NoChart: Error {
        let title: String
    }

    @Test func theSameSelectionsGiveTheSameValues() throws {
        let selections = [SelectedField(field: 0, values: [2, 5])]
        #expect(try Self.data("Customer ledger", selections) == Self.data("Customer ledger", selections))
        #expect(try Self.data("Customer ledger", selections) != Self.data("Customer ledger"))
    }

    @Test func partsAddUpToTheTotal() throws {
        let total = try Self.data("Total revenue").series[0].values[0]
        for title in ["Revenue by region", "Revenue over time", "Region and product", "Customer ledger"] {
            let sum = try Self.data(title).series[0].values.reduce(0, +)
            #expect(abs(sum - total) < 1, "\(title)")
        }
        // Two regions have what they have among all.
        let regions = try Self.data("Revenue by region").series[0].values
        let some = try Self.data("Total revenue", [SelectedField(field: 0, values: [1, 4])])
        #expect(abs(some.series[0].values[0] - regions[1] - regions[4]) < 1)
        let shares = try Self.data("Product mix").series[0].values.reduce(0, +)
        #expect(abs(shares - 100) < 1)
    }

    @Test func peopleAreWholeAndCountedOnce() throws {
        let all = try Self.data("Employees").series[0].values[0]
        #expect(all == 63)
        for title in ["Employees by department", "Gender balance", "Bands by department"] {
            #expect(try Self.data(title).series[0].values.reduce(0, +) == all, "\(title)")
        }
        // The list has exactly those who are counted.
        let department = [SelectedField(field: 0, values: [3])]
        let listed = try Self.data("Salary list", department).rows.count
        #expect(try Double(listed) == Self.data("Employees", department).series[0].values[0])
    }

    @Test func numbersStayInBounds() throws {
        for app in Self.site.apps {
            for object in app.sheets.flatMap(\.objects) {
                for series in ChartData(object, in: app, selections: []).series {
                    let percents = series.label.hasSuffix("%") || series.label == "Share of revenue"
                    if percents { #expect(series.values.allSatisfy { (0..<100).contains($0) }, "\(series.label)") }
                    let mayBeNegative = series.label == "Avvikelse"
                    #expect(mayBeNegative || series.hundredths.allSatisfy { $0 >= 0 }, "\(series.label)")
                }
            }
        }
        let risk = try Self.data("Exposure by rating").series
        for (exposure, loss) in zip(risk[0].values, risk[1].values) { #expect(loss < exposure / 10) }
    }

    @Test func theLargestCustomersComeFirst() throws {
        let values = try Self.data("Top customers").series[0].values
        #expect(values.count == 12)
        #expect(values == values.sorted(by: >))
        #expect(Set(values).count == values.count)
    }

    @Test func selectionsWithoutDataStillShowSomebody() throws {
        // Nobody is all of this at once for every choice, yet nothing else than it is shown.
        for employee in 0..<63 {
            let selections = [
                SelectedField(field: 3, values: [employee]), SelectedField(field: 0, values: [6]),
                SelectedField(field: 2, values: [1]),
            ]
            #expect(try Self.data("Salary list", selections).rows == [[employee, 6, 1]])
        }
    }
}
