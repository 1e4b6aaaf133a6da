import Foundation

/// The body of a request for a ticket, checked.
struct TicketRequest: Sendable {
    let user: SiteUser
    let attributes: [SiteAttribute]
    let targetID: String?

    /// Reads the JSON of a request.
    ///
    /// - Throws: ``TicketRequestError`` when it isn't the JSON that is documented.
    init(_ body: [UInt8]) throws(TicketRequestError) {
        let members: Members
        do {
            members = try JSONDecoder().decode(Members.self, from: Data(body))
        } catch {
            throw .malformed
        }
        do throws(SiteUserError) {
            user = try SiteUser(directory: members.userDirectory, id: members.userID)
        } catch {
            throw .user(error)
        }
        attributes = try members.attributes.map { (attribute) throws(TicketRequestError) in
            guard attribute.count == 1, let (name, value) = attribute.first else { throw .attribute }
            return SiteAttribute(name: name, value: value)
        }
        targetID = members.targetID.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The members by name, whatever the letter case; the ones that aren't known are passed over.
    private struct Members: Decodable {
        var userDirectory = ""
        var userID = ""
        var attributes: [[String: String]] = []
        var targetID: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Name.self)
            for key in container.allKeys {
                switch key.stringValue.lowercased() {
                case "userdirectory": userDirectory = try container.decode(String.self, forKey: key)
                case "userid": userID = try container.decode(String.self, forKey: key)
                case "attributes":
                    attributes = try container.decodeIfPresent([[String: String]].self, forKey: key) ?? []
                case "targetid": targetID = try container.decodeIfPresent(String.self, forKey: key)
                default: break
                }
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }

        init?(intValue: Int) { return nil }
    }
}
