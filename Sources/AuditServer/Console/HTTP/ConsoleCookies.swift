import Hummingbird

/// The cookies of the console; their names and marks depend on whether browsers come over TLS.
struct ConsoleCookies: Sendable {
    /// Over TLS, `__Host-` makes browsers refuse such a cookie from any other place.
    private let isSecure: Bool

    init(isSecure: Bool) {
        self.isSecure = isSecure
    }

    var sessionName: String { prefix + "vidimus-session" }
    var nonceName: String { prefix + "vidimus-form" }
    static let zoneName = "vidimus-zone"

    /// Lets its holder in; gone when the browser ends.
    func session(_ token: SecretToken) -> Cookie { cookie(sessionName, token.text) }

    /// Takes the session's cookie away.
    func endOfSession() -> Cookie { cookie(sessionName, "", maxAge: 0) }

    /// Binds the forms of somebody who is not signed in to the browser.
    func nonce(_ token: SecretToken) -> Cookie { cookie(nonceName, token.text) }

    /// Remembers the time zone for a year.
    func zone(_ name: String) -> Cookie { cookie(Self.zoneName, FormFields.encode(name), maxAge: 365 * 86_400) }

    private var prefix: String { isSecure ? "__Host-" : "" }

    private func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: maxAge,
            path: isSecure ? "/" : ConsolePath.root,
            secure: isSecure,
            httpOnly: true,
            sameSite: .strict
        )
    }
}
