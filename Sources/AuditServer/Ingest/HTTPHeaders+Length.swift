import NIOHTTP1

extension HTTPHeaders {
    /// The length that `Content-Length` states, 0 without it.
    ///
    /// The decoder has seen that these are digits; more of them than a number holds are too many in any case.
    var statedLength: Int { first(name: "content-length").map { Int($0) ?? .max } ?? 0 }
}
