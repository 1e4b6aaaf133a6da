import AuditEvents
import NIOHTTP1

/// What becomes of a request once its head is known.
enum HeadDecision {
    /// The body is wanted; `sendsContinue` when the client waits for `100 Continue`.
    case receive(IngestRequest, sendsContinue: Bool)
    /// Answered now; a body that still comes is thrown away.
    case answer(AuditAnswer, ResponseWriter.RequestFacts)
    /// The 404 for an unknown path or method.
    case notFound(method: String, uri: String, ResponseWriter.RequestFacts)
    /// A preflight, with the headers that it is answered from.
    case preflight(HTTPHeaders, ResponseWriter.RequestFacts)
    /// The connection test.
    case testConnection(versionHeader: String?, client: NetworkAddress, ResponseWriter.RequestFacts)
    /// Liveness or readiness.
    case health(isReadiness: Bool, ResponseWriter.RequestFacts)
    /// An answer made below the routes; the connection closes.
    case raw(code: Int, message: String, errorCode: String?)
}
