import AuditEvents
import Crypto

/// The data behind a chart, as one event carries it: its size, and the digest under which equal data are stored once.
///
/// The values themselves are read a second time, by ``document(of:scanner:)``, only where the data are new.
struct DataFacts: Sendable, Hashable {
    /// Values that can be found of one piece of data; the hard bound of our extension is 10,000 rows of 100 columns.
    static let maximumValues = 50_000
    /// Bytes of text that can be found of one piece of data.
    static let maximumBytes = 1 << 20

    /// Names equal data.
    let digest: ContentDigest
    /// Rows of the longest column.
    let rowCount: Int
    /// Dimensions and measures.
    let columnCount: Int

    private static let dimensions = JSONKey("dimensions")
    private static let measures = JSONKey("measures")
    private static let fieldName = JSONKey("fieldName")
    private static let label = JSONKey("label")
    private static let values = JSONKey("values")
    private static let payload = JSONKey("payload")
    private static let event = JSONKey("event")
    private static let objectData = JSONKey("objectData")

    /// Reads `objectData`.
    init(_ data: JSONValue) {
        var hash = SHA256()
        var (rows, columns) = (0, 0)
        for key in [Self.dimensions, Self.measures] {
            guard let list = data[key] else { continue }
            hash.update(bufferPointer: list.rawBytes)
            hash.update(data: [0])
            for column in list.elements {
                columns += 1
                var count = 0
                if let values = column[Self.values] { for _ in values.elements { count += 1 } }
                rows = max(rows, count)
            }
        }
        digest = ContentDigest(hash)
        rowCount = rows
        columnCount = columns
    }

    /// What can be found of the data in an envelope.
    static func document(of envelope: [UInt8], scanner: JSONScanner) -> SearchDocument {
        let document = envelope.withUnsafeBytes { bytes in
            // The same bytes were read before.
            try? scanner.withDocument(of: bytes) { document -> SearchDocument? in
                document.root[payload]?[event]?[objectData].map { Self.document(of: $0) }
            }
        }
        return (document ?? nil) ?? SearchDocument()
    }

    private static func document(of data: JSONValue) -> SearchDocument {
        var document = SearchDocument()
        var count = 0
        for key in [dimensions, measures] {
            guard let list = data[key] else { continue }
            for column in list.elements {
                if let name = CatalogText.text(column[fieldName]) { document.addLabel(name) }
                if let label = CatalogText.text(column[label]) { document.addLabel(label) }
                guard let values = column[values] else { continue }
                for value in values.elements {
                    guard count < maximumValues, document.bytes.count < maximumBytes else { return document }
                    count += 1
                    if let text = value.string ?? value.numberText { document.addValue(text) }
                }
            }
        }
        return document
    }
}
