import AuditEvents

/// What a statement of InfluxDB 1 gave.
struct InfluxQLAnswer {
    private static let resultsKey = JSONKey("results")
    private static let errorKey = JSONKey("error")
    private static let seriesKey = JSONKey("series")
    private static let valuesKey = JSONKey("values")

    /// The error, also one of the statement alone.
    private(set) var error: String?

    /// The rows of the first series; texts as they are, anything else as JSON.
    private(set) var rows: [[String]] = []

    /// Reads a body; one that isn't JSON gives nothing.
    init(_ body: [UInt8]) {
        var error: String?
        var rows: [[String]] = []
        body.withUnsafeBytes { bytes in
            // A body that isn't JSON is no answer of this API and has neither rows nor an error.
            try? JSONScanner().withDocument(of: bytes) { document in
                error = document.root[Self.errorKey]?.string
                var results = document.root[Self.resultsKey]?.elements
                guard let result = results?.next() else { return }
                error = error ?? result[Self.errorKey]?.string
                var series = result[Self.seriesKey]?.elements
                guard let values = series?.next()?[Self.valuesKey] else { return }
                rows = values.elements.map { row in row.elements.map(Self.text) }
            }
        }
        self.error = error
        self.rows = rows
    }

    /// The first value of each row.
    var firstColumn: [String] { rows.compactMap(\.first) }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? String(decoding: value.rawBytes, as: UTF8.self)
    }
}
