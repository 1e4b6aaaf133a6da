import HTTPTypes
import Hummingbird

/// Headers that the console reads and writes.
enum HeaderNames {
    static let origin = name("Origin")
    static let secFetchSite = name("Sec-Fetch-Site")
    static let forwardedFor = name("X-Forwarded-For")
    static let contentType = name("Content-Type")
    static let userAgent = name("User-Agent")

    /// A header's name, which is ours to spell right.
    static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is a header's name") }
        return name
    }

    /// The first value of a header.
    static func value(_ name: HTTPField.Name, in headers: HTTPFields) -> String? { headers[name] }
}
