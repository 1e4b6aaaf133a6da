import NIOHTTP1

/// Something that goes wrong with one request, as it does with real proxies, networks and load balancers.
///
/// Several faults may meet one request; they apply in their order. All but ``status(_:headers:)``, ``redirect(_:status:)``
/// and ``answer(_:)`` let the site handle the request, so a ticket is used up although its answer is lost or spoilt.
package enum Fault: Sendable, Equatable {
    /// This status with a short text comes instead of the site's answer; the site doesn't see the request.
    case status(Int, headers: HTTPHeaders = [:])

    /// A redirect to exactly this `Location`, however odd, comes instead; the site doesn't see the request.
    case redirect(String, status: Int = 302)

    /// This answer comes instead; the site doesn't see the request.
    case answer(SiteAnswer)

    /// Every ticket of the site becomes too old just before the request is handled.
    case expireTickets

    /// The site forgets all sessions just before the request is handled, as after a restart of the proxy.
    case forgetSessions

    /// The answer comes this much later.
    case delay(Duration)

    /// No answer ever comes; the connection stays open until the client or the site closes it.
    case hang

    /// The head and the first byte of the body come at once, then one byte each `interval`.
    case drip(interval: Duration)

    /// The connection is closed instead of an answer.
    case dropBeforeHeaders

    /// The connection is closed after the head.
    case dropAfterHeaders

    /// Only the first bytes of the body come, fewer than `Content-Length` says; then the connection is closed.
    case truncatedBody(keeping: Int)

    /// The body is chunked; the second chunk begins with a length that is no number.
    case brokenChunking

    /// The answer has this `Content-Type`, or none.
    case contentType(String?)

    /// A page of HTML comes with status 200 and the type of a picture.
    case htmlAsImage

    /// The body is empty; status and type stay.
    case emptyBody

    /// 204 without a body; the type stays.
    case noContent

    /// 206 with the first half of the body.
    case partialContent

    /// The body is compressed with gzip, which is right and must be understood.
    case gzip

    /// A gzip body of some kilobytes that expands to `byteCount` zeros.
    case gzipBomb(byteCount: Int)

    /// The body is followed by zeros until it has `byteCount` bytes; `Content-Length` says so.
    case oversizedBody(byteCount: Int)

    /// The answer sets this cookie too, exactly as written here.
    case setCookie(String)
}
