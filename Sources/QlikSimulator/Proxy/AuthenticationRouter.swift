import NIOHTTP1

/// Decides what the authentication module answers: it asks for a Windows login and never gets one.
///
/// Logging in with a password isn't simulated; whoever wants in buys a ticket.
struct AuthenticationRouter {
    /// Answers a request to the authentication listener.
    func answer(_ request: SiteRequest) -> SiteAnswer {
        guard request.target.segments?.first == "windows_authentication" else {
            return .page(404, title: "Not found", "There is no such thing here.")
        }
        var answer = SiteAnswer.page(401, title: "Unauthorized", "Log in to Windows.")
        answer.headers.add(name: "WWW-Authenticate", value: "Negotiate")
        answer.headers.add(name: "WWW-Authenticate", value: "NTLM")
        return answer
    }
}
