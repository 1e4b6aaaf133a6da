import AuditCatalog
import AuditEvents
import AuditJournal
import Synchronization

/// Who reviewed which finding: read back from the journal, where each review is a record.
///
/// Reviews of this process are remembered too, since the catalog needs a moment for a new record.
final class FindingReviews: Sendable {
    /// Most records of reviews that are looked at for one day.
    static let maximumRecords = 2_000
    /// Most reviews that are remembered.
    static let maximumRemembered = 1_000

    private static let account = JSONKey("account")
    private static let query = JSONKey("query")
    private static let finding = JSONKey("finding")
    private static let note = JSONKey("note")

    private let catalog: any CatalogQuestions
    private let records: any RecordSource
    private let recent = Mutex<[String: FindingReview]>([:])

    init(catalog: any CatalogQuestions, records: any RecordSource) {
        self.catalog = catalog
        self.records = records
    }

    /// Remembers a review that was recorded now.
    func remember(_ review: FindingReview, of finding: String) {
        recent.withLock { reviews in
            if reviews.count >= Self.maximumRemembered { reviews = [:] }
            reviews[finding] = review
        }
    }

    /// The reviews of a day's findings, by the ids of the findings; the first one of each counts.
    func reviews(of day: Day) async throws -> [String: FindingReview] {
        var found = recent.withLock { $0 }
        // Nobody reviews a day before it began.
        var question = SearchQuery(type: ConsoleRecord.Kind.findingAcknowledged.rawValue, from: day.begin)
        question.includesOwnRecords = true
        question.limit = SearchQuery.maximumPageRows
        var left = Self.maximumRecords
        while left > 0 {
            let page = try await catalog.search(question)
            for event in page.rows {
                let batch = try await records.records(from: event.offset, maximumCount: 1, maximumBytes: 1)
                guard let record = batch.first, let (finding, review) = Self.read(record) else { continue }
                found[finding] = review
            }
            left -= page.rows.count
            guard let next = page.next else { break }
            question.after = next
        }
        return found
    }

    private static func read(_ record: JournalRecord) -> (finding: String, review: FindingReview)? {
        record.bytes.withUnsafeBytes { bytes -> (String, FindingReview)? in
            // Our own records are JSON; another program's are no reviews.
            let read = try? JSONScanner().withDocument(of: bytes) { document -> (String, FindingReview)? in
                guard let finding = document.root[query]?[finding]?.string,
                    let reviewer = document.root[account]?.string
                else { return nil }
                let review = FindingReview(
                    reviewer: reviewer,
                    atMilliseconds: record.facts.receivedAtMilliseconds,
                    note: document.root[query]?[note]?.string
                )
                return (finding, review)
            }
            return read ?? nil
        }
    }
}
