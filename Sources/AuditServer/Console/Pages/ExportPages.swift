import AuditCatalog
import AuditEvents
import Hummingbird
import NIOCore

/// The events of a search as files.
enum ExportPages {
    /// Most rows of a file.
    static let maximumRows = 100_000

    static let routes = [
        ConsoleRoute("export-csv", .get, "/console/export/events.csv", .evidence, recording: .export) {
            request,
            services in
            try file(request, services, format: .csv)
        },
        ConsoleRoute("export-json", .get, "/console/export/events.json", .evidence, recording: .export) {
            request,
            services in
            try file(request, services, format: .json)
        },
    ]

    private enum Format: Sendable {
        case csv, json
    }

    private static func file(
        _ request: ConsoleRequest,
        _ services: ConsoleServices,
        format: Format
    ) throws(ConsoleProblem) -> ConsoleAnswer {
        let filter = EventFilter(request, limit: SearchQuery.maximumPageRows)
        // Left out, such a field would make a file of far more than was asked for.
        guard filter.mistakes.isEmpty else { throw .badRequest(filter.mistakes.joined(separator: " ")) }
        let catalog = services.sources.catalog
        let name = "vidimus-events-\(request.zone.day(request.milliseconds)).\(format == .csv ? "csv" : "json")"
        let body = ResponseBody { writer in
            var query = filter.query
            var left = maximumRows
            var text = format == .csv ? ExportRow.header : "["
            var isFirst = true
            while left > 0 {
                let page = try await catalog.search(query)
                for event in page.rows.prefix(left) {
                    let row = ExportRow(event)
                    if format == .json, !isFirst { text += "," }
                    isFirst = false
                    text += format == .csv ? row.csv : "\n\(row.json)"
                }
                try await writer.write(ByteBuffer(string: text))
                text = ""
                left -= page.rows.count
                guard let next = page.next else { break }
                query.after = next
            }
            if format == .json { text += "\n]\n" }
            try await writer.write(ByteBuffer(string: text))
            try await writer.finish(nil)
        }
        let type = format == .csv ? "text/csv; charset=utf-8" : "application/json; charset=utf-8"
        return .file(name, contentType: type, body: body)
    }
}
