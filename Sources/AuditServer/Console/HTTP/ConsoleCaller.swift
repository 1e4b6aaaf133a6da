import AuditJournal
import Crypto
import Hummingbird

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Who sent a request, as its cookies and headers tell.
struct ConsoleCaller: Sendable {
    let visitor: ConsoleVisitor?
    let formToken: String
    /// To be set as a cookie, when the browser has none yet.
    let newNonce: SecretToken?
    /// Whether the browser followed a link from another site.
    let comesFromElsewhere: Bool
    private let path: String
    private let parameters: [String: String]
    private let address: String
    private let userAgent: String?
    private let milliseconds: Int64
    private let zone: DisplayZone?

    init(
        _ request: Request,
        parameters: Parameters,
        address: String,
        cookies: ConsoleCookies,
        services: ConsoleServices
    ) {
        let milliseconds = services.sources.now()
        let all = request.cookies
        let session = all[cookies.sessionName].flatMap { SecretToken($0.value) }.flatMap { token in
            services.visitor(tokenHash: token.hash, at: milliseconds)
        }
        let nonce = all[cookies.nonceName].flatMap { SecretToken($0.value) }
        let fresh = nonce ?? SecretToken(from: services.random)
        visitor = session?.visitor
        formToken = session?.formToken ?? Self.formToken(fresh, key: services.formKey)
        newNonce = nonce == nil ? fresh : nil
        comesFromElsewhere = HeaderNames.value(HeaderNames.secFetchSite, in: request.headers) == "cross-site"
        path = request.uri.path
        self.parameters = Dictionary(
            parameters.map { (String($0.key), String($0.value)) },
            uniquingKeysWith: { first, _ in first }
        )
        self.address = address
        userAgent = HeaderNames.value(HeaderNames.userAgent, in: request.headers)
        self.milliseconds = milliseconds
        zone = DisplayZone(all[ConsoleCookies.zoneName].flatMap { FormFields(encoded: "zone=\($0.value)")?["zone"] })
    }

    /// The request with these fields, in the time zone that the query names if it names one.
    func request(query: FormFields, form: FormFields) -> ConsoleRequest {
        ConsoleRequest(
            path: path,
            parameters: parameters,
            query: query,
            form: form,
            address: address,
            userAgent: userAgent,
            milliseconds: milliseconds,
            zone: DisplayZone(query["zone"]) ?? zone ?? .utc,
            visitor: visitor,
            formToken: formToken
        )
    }

    /// What the forms of one browser carry before anybody is signed in: bound to its cookie, so it can't be guessed.
    private static func formToken(_ nonce: SecretToken, key: SecretToken) -> String {
        let key = SymmetricKey(data: Data(key.text.utf8))
        return SecretToken.base64URL(HMAC<SHA256>.authenticationCode(for: Data(nonce.text.utf8), using: key))
    }
}
