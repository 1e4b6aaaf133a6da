/// The query parameter that redeems a ticket.
package enum TicketQuery {
    private static let name = "qlikTicket"
    private static let foldedName = Array("qlikticket".utf8)

    /// The URL that redeems `ticket`: the parameter once, where it first was or at the end.
    ///
    /// Parameters of that name in any case go. All other bytes of the query stay exactly as they are. Parsing the query
    /// and writing it anew, as form encoding would, turns `%20` into `+`, adds `=` to parameters without a value and
    /// re-encodes what the server encoded, and Qlik then looks for another file or node than it named.
    package static func redeeming(_ ticket: Ticket, at url: PictureURL) -> PictureURL {
        let parameter = "\(name)=\(URLText.component(ticket.text))"
        guard let query = url.query, !query.isEmpty else { return url.with(query: parameter) }
        var parts: [Substring] = []
        var isPlaced = false
        for part in query.split(separator: "&", omittingEmptySubsequences: false) {
            if !isTicket(part) {
                parts.append(part)
            } else if !isPlaced {
                parts.append(Substring(parameter))
                isPlaced = true
            }
        }
        if !isPlaced { parts.append(Substring(parameter)) }
        return url.with(query: parts.joined(separator: "&"))
    }

    /// Whether `name=value` is a ticket, however the name is spelt.
    static func isTicket(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }
        return URLText.decoded(name).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } == foldedName
    }
}
