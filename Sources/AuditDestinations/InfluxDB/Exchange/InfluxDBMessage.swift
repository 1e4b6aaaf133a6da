import AuditEvents

/// The error text in an answer, and which lines of the request it names.
struct InfluxDBMessage {
    private static let errorKey = JSONKey("error")
    private static let messageKey = JSONKey("message")
    private static let lineKey = JSONKey("line")
    private static let dataKey = JSONKey("data")
    private static let lineNumberKey = JSONKey("line_number")
    private static let errorMessageKey = JSONKey("error_message")

    /// The error text, nil when the body is not that of an InfluxDB.
    private(set) var text: String?

    /// Positions of the lines that the answer names, counted from 0.
    private(set) var lines: Set<Int> = []

    /// Reads `{"error": …}` (1 and 3) or `{"code": …, "message": …, "line": …}` (2).
    init(_ body: [UInt8]) {
        var text: String?
        var numbers: [Int64] = []
        body.withUnsafeBytes { bytes in
            // Anything else than JSON is a proxy's page, or no database at all.
            try? JSONScanner().withDocument(of: bytes) { document in
                let root = document.root
                text = root[Self.messageKey]?.string ?? root[Self.errorKey]?.string
                numbers = [root[Self.lineKey]?.exactInteger].compactMap { $0 }
                guard let data = root[Self.dataKey] else { return }
                // A list when several lines are refused, one object in answers to a write of all or nothing.
                let details = data.kind == .array ? Array(data.elements) : [data]
                numbers += details.compactMap { $0[Self.lineNumberKey]?.exactInteger }
                let reasons = details.compactMap { $0[Self.errorMessageKey]?.string }
                if let reason = reasons.first { text = "\(text ?? "refused"): \(reason)" }
            }
        }
        self.text = text
        lines = Set(numbers.compactMap { $0 > 0 ? Int(exactly: $0 - 1) : nil })
    }

    /// Finds the lines that the text quotes as `unable to parse '<line>': <reason>`.
    mutating func findQuotedLines(among sent: [[UInt8]]) {
        guard let text, text.contains(Self.quoteBegin) else { return }
        // A line may hold quotation marks and line feeds itself, so each sent line is looked for as a whole.
        for (index, line) in sent.enumerated() {
            let quoted = Self.quoteBegin + String(decoding: line, as: UTF8.self) + "'"
            if text.contains(quoted) { lines.insert(index) }
        }
    }

    private static let quoteBegin = "unable to parse '"
}
