import AuditEvents
import AuditJournal
import NIOCore

/// A request whose head was accepted and whose body is still wanted.
///
/// A class, so that the body grows in place: a value held by the connection's phase would be copied for every chunk.
/// Lives on one event loop.
final class IngestRequest {
    let route: IngestRoute
    let client: NetworkAddress
    let clientText: String
    let tokenName: String?
    let userAgent: String?
    let versionHeader: String?
    let maximumBodyBytes: Int
    /// Whether receipts carry the hash of the record's leaf.
    let wantsLeafHashes: Bool
    /// False for the two kinds of body that are answered like an envelope that is no object.
    var isJSON = true
    var facts: ResponseWriter.RequestFacts
    var body = ByteBuffer()
    /// What every line of a batch has in common, made with the first.
    var reception: (facts: ReceptionFacts, bytes: [UInt8])?
    /// Bytes taken from the ``BodyBudget``.
    var reservedBytes = 0

    init(
        route: IngestRoute,
        client: NetworkAddress,
        clientText: String,
        tokenName: String?,
        userAgent: String?,
        versionHeader: String?,
        maximumBodyBytes: Int,
        wantsLeafHashes: Bool,
        facts: ResponseWriter.RequestFacts
    ) {
        self.route = route
        self.client = client
        self.clientText = clientText
        self.tokenName = tokenName
        self.userAgent = userAgent
        self.versionHeader = versionHeader
        self.maximumBodyBytes = maximumBodyBytes
        self.wantsLeafHashes = wantsLeafHashes
        self.facts = facts
    }
}
