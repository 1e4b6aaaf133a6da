/// What browsers send as `Origin`: scheme, host and, unless it is the scheme's own, port; or `null`.
enum BrowserOrigin {
    /// Why a text of `cors.allowedOrigins` is the `Origin` of no browser; nil when it can be one.
    static func mismatch(in text: String) -> String? {
        if text == "null" { return nil }
        guard let separator = text.firstRange(of: "://"), separator.lowerBound > text.startIndex else {
            return "it has no scheme such as https://"
        }
        let authority = text[separator.upperBound...]
        if authority.isEmpty { return "it has no host" }
        if authority.contains(where: { "/?#".contains($0) }) {
            return "it has a path or a slash behind the host"
        }
        if text.contains(where: \.isWhitespace) { return "it contains white space" }
        if authority.contains("*") { return "a * stands for every origin only alone" }
        if text.contains(where: \.isUppercase) { return "browsers write scheme and host in lower case" }
        if text.hasPrefix("https://") && text.hasSuffix(":443") || text.hasPrefix("http://") && text.hasSuffix(":80") {
            return "browsers leave out the scheme's own port"
        }
        return nil
    }
}
