import AuditEvents
import AuditJournal
import GRDB

extension Catalog {
    /// The events that a query describes, page by page.
    package func search(_ query: SearchQuery) async throws(CatalogError) -> SearchPage {
        try await ask { db in
            guard let selector = try EventSelector(query, db) else { return .empty }
            let limit = min(max(1, query.limit), SearchQuery.maximumPageRows)
            let after = query.after.map { EventSelector.Place($0) }
            let text = String((query.text?.trimmed ?? "").prefix(SearchQuery.maximumTextLength))
            if text.isEmpty {
                let places = try selector.places(after: after, limit: limit + 1, db)
                return try Self.page(places, limit: limit, total: selector.count(db), stopped: nil, db)
            }
            guard let expression = SearchExpression(words: text, isTyped: true) else { return .empty }
            let match = try TextMatch(expression, inNames: true, db)
            let found = try TextSelector(selector: selector, match: match).places(after: after, limit: limit + 1, db)
            let isLast = found.places.count <= limit && found.stopped == nil && after == nil
            let count = min(found.places.count, limit)
            return try Self.page(
                found.places,
                limit: limit,
                total: isLast ? .exactly(count) : .moreThan(count),
                stopped: found.stopped,
                db
            )
        }
    }

    private static func page(
        _ places: [EventSelector.Place],
        limit: Int,
        total: EstimatedCount,
        stopped: EventSelector.Place?,
        _ db: Database
    ) throws -> SearchPage {
        let rows = try SummaryReader(db: db).summaries(places.prefix(limit).map(\.offset))
        let isFull = places.count > limit
        return SearchPage(
            rows: rows,
            next: isFull ? rows.last?.position : stopped?.position,
            total: total,
            isPartial: !isFull && stopped != nil
        )
    }
}

extension SearchPage {
    /// Nothing was found.
    static let empty = SearchPage(rows: [], next: nil, total: .exactly(0))
}

extension EventSelector.Place {
    /// The place behind a row.
    init(_ position: SearchPosition) {
        self.init(time: position.time.milliseconds, offset: Int64(position.offset.rawValue))
    }

    /// The same for whoever asks.
    var position: SearchPosition {
        SearchPosition(time: UTCTime(milliseconds: time), offset: JournalOffset(UInt64(offset)))
    }
}
