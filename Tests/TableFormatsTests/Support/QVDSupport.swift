import Foundation
import TableFormats
import TableSamples

/// What the QVD tests share: tables, whole files, and small readings of them.
enum QVDSupport {
    static let header = TableSample.plainHeader

    /// Rows of one column of texts.
    static func texts(_ values: [String?], name: String = "t") -> TableRows {
        var rows = TableRows(schema: TableSchema(name: "T", columns: [ColumnDefinition(name, .text)]))
        for value in values { rows.appendRow { $0[0].append(value) } }
        return rows
    }

    /// Rows of one column of integers, timestamps or days.
    static func integers(_ values: [Int64?], type: ColumnType = .integer) -> TableRows {
        var rows = TableRows(schema: TableSchema(name: "T", columns: [ColumnDefinition("n", type)]))
        for value in values { rows.appendRow { $0[0].append(value) } }
        return rows
    }

    /// The file of some rows.
    static func file(_ runs: [TableRows], seed: UInt64 = 7) throws -> [UInt8] {
        guard let first = runs.first else { return [] }
        var writer = try QVDWriter(schema: first.schema, header: header, hashSeed: seed)
        for run in runs { try writer.append(run) }
        var sink = BufferSink()
        try writer.finish(into: &sink)
        return sink.bytes
    }

    /// The header's text, and the bytes after it.
    static func split(_ file: [UInt8]) -> (header: String, body: [UInt8]) {
        guard let end = file.firstIndex(of: 0) else { return ("", file) }
        return (String(decoding: file[..<end], as: UTF8.self), Array(file[(end + 1)...]))
    }

    /// The text of every element of a name, in order.
    static func elements(_ name: String, in header: String) -> [String] {
        header.split(separator: "<\(name)>", omittingEmptySubsequences: false).dropFirst().map { part in
            String(part.prefix(upTo: part.range(of: "</\(name)>")?.lowerBound ?? part.endIndex))
        }
    }

    /// The symbols of a file of one field, as far as its header says.
    static func symbols(_ file: [UInt8]) -> [UInt8] {
        let (header, body) = split(file)
        return Array(body.prefix(elements("Length", in: header).first.flatMap { Int($0) } ?? 0))
    }

    /// A text symbol.
    static func symbol(_ text: String) -> [UInt8] {
        [4] + Array(text.utf8) + [0]
    }
}
