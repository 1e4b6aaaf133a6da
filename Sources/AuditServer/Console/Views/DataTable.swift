import AuditEvents
import Mustache

/// The data behind a chart as a table: what the person saw, row by row.
struct DataTable: Sendable {
    struct Row: Sendable {
        let cells: [String]
    }

    /// Rows that a page shows.
    static let maximumRows = 500
    /// Columns that a page shows.
    static let maximumColumns = 60
    /// Characters of one cell.
    static let maximumCharacters = 1_000

    let columns: [String]
    let rows: [Row]
    /// What is left out, in words; nil when nothing is.
    let cut: String?

    private static let dimensions = JSONKey("dimensions")
    private static let measures = JSONKey("measures")
    private static let fieldName = JSONKey("fieldName")
    private static let label = JSONKey("label")
    private static let values = JSONKey("values")
    private static let payload = JSONKey("payload")
    private static let event = JSONKey("event")
    private static let objectData = JSONKey("objectData")

    /// Reads the data that an envelope carries; nil when it carries none.
    init?(envelope: [UInt8], maximumRows: Int = DataTable.maximumRows) {
        let table = envelope.withUnsafeBytes { bytes -> DataTable? in
            // What was stored is JSON; should it ever not be, it has no data.
            let read = try? JSONScanner().withDocument(of: bytes) { document in
                document.root[Self.payload]?[Self.event]?[Self.objectData].flatMap { DataTable($0, maximumRows) }
            }
            return read ?? nil
        }
        guard let table else { return nil }
        self = table
    }

    private init?(_ data: JSONValue, _ maximumRows: Int) {
        var names: [String] = []
        var columns: [[String]] = []
        var longest = 0
        for key in [Self.dimensions, Self.measures] {
            guard let list = data[key] else { continue }
            for column in list.elements {
                guard columns.count < Self.maximumColumns else { break }
                let name = column[Self.label]?.string ?? column[Self.fieldName]?.string ?? ""
                names.append(Words.short(name, Self.maximumCharacters))
                var cells: [String] = []
                var count = 0
                if let values = column[Self.values] {
                    for value in values.elements {
                        count += 1
                        if cells.count < maximumRows { cells.append(Self.text(of: value)) }
                    }
                }
                longest = max(longest, count)
                columns.append(cells)
            }
        }
        guard !columns.isEmpty else { return nil }
        let shown = columns.map(\.count).max() ?? 0
        self.columns = names
        rows = (0..<shown).map { row in Row(cells: columns.map { row < $0.count ? $0[row] : "" }) }
        cut = longest > shown ? "The first \(Words.count(shown)) of \(Words.count(longest)) rows." : nil
    }

    private static func text(of value: JSONValue) -> String {
        let text = value.string ?? (value.isNull ? "" : String(decoding: value.rawBytes, as: UTF8.self))
        return Words.short(text, maximumCharacters)
    }
}

extension DataTable.Row: MustacheParent {
    /// Without reflection, because pages have many of these.
    func child(named name: String) -> Any? {
        switch name {
        case "cells": cells
        default: nil
        }
    }
}
