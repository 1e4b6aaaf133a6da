/// A chart on a sheet.
package struct SimulatedObject: Sendable, Hashable {
    /// What kind of chart it is, by the names that Qlik Sense gives them.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case barChart = "barchart"
        case lineChart = "linechart"
        case pieChart = "piechart"
        case table
        case pivotTable = "pivot-table"
        case kpi
        case boxPlot = "boxplot"
        case map

        /// Whether the existing extension can make a picture of it.
        package var isSupported: Bool { self != .boxPlot && self != .map }
    }

    /// Id of the object, 5 to 7 letters and digits.
    package let id: String

    /// Title as shown.
    package let title: String

    /// What kind of chart it is.
    package let kind: Kind

    /// Indices of the app's fields that are its dimensions.
    package let dimensions: [Int]

    /// Labels of its measures.
    package let measures: [String]
}
