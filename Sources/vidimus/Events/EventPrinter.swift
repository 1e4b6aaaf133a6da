import AuditDestinations
import AuditEvents
import AuditJournal
import Foundation

/// Prints events as a table, as CSV (RFC 4180) or as one JSON object a line.
final class EventPrinter {
    /// Bytes kept before they are written.
    private static let bufferBytes = 64 * 1_024

    private let format: EventsCommand.Format
    private var buffer: [UInt8] = []

    init(format: EventsCommand.Format) {
        self.format = format
    }

    func printHeader() {
        switch format {
        case .table: line(Self.columns(["OFFSET", "TIME (UTC)", "TYPE", "USER", "APP", "SHEET", "OBJECT"]))
        case .csv: line(EventColumns.names.joined(separator: ","))
        case .json: break
        }
    }

    func print(_ event: EventLine) throws(StandardOutput.Failure) {
        switch format {
        case .table: line(Self.columns(tableCells(event)))
        case .csv: line(EventColumns.values(of: event).map(Self.csvField).joined(separator: ","))
        case .json: printJSON(event)
        }
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    /// Writes what is kept.
    func flush() throws(StandardOutput.Failure) {
        try StandardOutput.write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func tableCells(_ event: EventLine) -> [String] {
        let row = event.row
        return [
            "\(event.record.offset)",
            UTCTime(milliseconds: event.milliseconds).iso8601,
            event.type,
            row?.user ?? "",
            row?.appName ?? row?.appID ?? "",
            row?.sheetName ?? row?.sheetID ?? "",
            row?.objectID ?? event.outcome.map { "of record \($0.event)" } ?? "",
        ]
    }

    private func printJSON(_ event: EventLine) {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, value) in zip(EventColumns.names, EventColumns.values(of: event)) {
            writer.key(name)
            EventColumns.write(value, named: name, to: &writer)
        }
        writer.key("envelope")
        if event.record.bytes.isEmpty {
            writer.null()
        } else {
            // Raw line breaks stand only between JSON's tokens, where a space means the same.
            // A byte order mark, which a client may send, is no JSON.
            let bytes = event.record.bytes
            let text = bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
            writer.raw(text.lazy.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 })
        }
        writer.endObject()
        buffer += writer.bytes
        buffer.append(0x0A)
    }

    private func line(_ text: String) {
        buffer += text.utf8
        buffer.append(0x0A)
    }

    private static let widths = [8, 24, 30, 32, 24, 24, 16]

    private static func columns(_ cells: [String]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let safe = SanitizedText.escape(cell)
            text += safe
            guard index < cells.count - 1 else { break }
            text += String(repeating: " ", count: max(1, widths[index] - safe.count))
            if safe.count < widths[index] { text += " " }
        }
        return text
    }

    private static func csvField(_ value: String?) -> String {
        guard let value else { return "" }
        let needsQuotes = value.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        return needsQuotes ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
    }
}
