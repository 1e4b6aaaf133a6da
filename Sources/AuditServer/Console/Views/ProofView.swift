import AuditJournal

/// What can be said of a record's place in the published log.
struct ProofView: Sendable {
    let isWaiting: Bool
    let isIncluded: Bool
    let treeSize: String
    let root: String
    let leafHash: String
    let hashes: String
    let checkpoint: String
    let proofLink: String
    let isPublished: Bool

    init(_ standing: RecordStanding, of offset: JournalOffset) {
        var statement: InclusionStatement?
        if case .included(let found) = standing { statement = found }
        if case .waiting = standing { isWaiting = true } else { isWaiting = false }
        isIncluded = statement != nil
        isPublished = isIncluded || isWaiting
        treeSize = statement.map { Words.count(Int(clamping: $0.treeSize)) } ?? ""
        root = statement?.root ?? ""
        leafHash = statement?.leafHash ?? ""
        hashes = statement.map { Words.count($0.hashes, "hash", "hashes") } ?? ""
        checkpoint = statement?.checkpoint ?? ""
        proofLink = "/api/v1/proof/\(offset)?format=tlog-proof"
    }
}
