/// One HTTP request to a database; the transport adds address, authorisation and compression.
package struct InfluxDBRequest: Sendable, Hashable {
    /// The methods in use.
    package enum Method: String, Sendable, Hashable {
        /// Reads.
        case get = "GET"
        /// Writes, and asks where a query has to be in a body.
        case post = "POST"
    }

    /// What is done.
    package let method: Method

    /// The path below the configured prefix, with a leading slash.
    package let path: String

    /// Names and values of the query, not yet encoded.
    package let query: [Parameter]

    /// Type of the body; nil without one.
    package let contentType: String?

    /// The body, uncompressed.
    package let body: [UInt8]

    /// A name and a value of the query.
    package struct Parameter: Sendable, Hashable {
        /// The name.
        package let name: String
        /// The value.
        package let value: String

        /// Joins the two.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Describes a request.
    package init(
        _ method: Method,
        _ path: String,
        query: [Parameter] = [],
        contentType: String? = nil,
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.contentType = contentType
        self.body = body
    }

    /// The path with its encoded query.
    package var target: String {
        guard !query.isEmpty else { return path }
        return path + "?" + query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }

    /// Everything but letters, digits and `-._~` as `%XX`.
    package static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
