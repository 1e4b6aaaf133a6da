/// A Qlik session that one of our own tickets bought.
package struct PictureSession: Sendable, Hashable {
    /// Name of its cookie.
    package let cookieName: String
    /// The cookie's value, fit to be ended by; nil for a value that must not go into a path.
    package let id: SessionID?
    /// Length of the cookie's value, for logs: the value itself is a secret.
    package let idLength: Int
    /// The cookie, and those of load balancers that came with it.
    package let jar: CookieJar

    /// Takes a session's cookie out of an answer.
    package init(cookie: SetCookie, jar: CookieJar) {
        cookieName = cookie.name
        id = SessionID(cookie.value)
        idLength = cookie.value.utf8.count
        self.jar = jar
    }
}
