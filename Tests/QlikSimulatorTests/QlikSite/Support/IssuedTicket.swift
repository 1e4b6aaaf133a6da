/// What the proxy service answers to a request for a ticket.
struct IssuedTicket: Decodable {
    let userDirectory: String
    let userID: String
    let attributes: [[String: String]]
    let ticket: String
    let targetURL: String?

    enum CodingKeys: String, CodingKey {
        case userDirectory = "UserDirectory"
        case userID = "UserId"
        case attributes = "Attributes"
        case ticket = "Ticket"
        case targetURL = "TargetUri"
    }
}
