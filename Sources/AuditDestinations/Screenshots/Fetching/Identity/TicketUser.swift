import AuditEvents
import Foundation

/// A user whom Qlik Sense may be asked to let in, checked before anything is sent.
package struct TicketUser: Sendable, Hashable, CustomStringConvertible {
    /// Directories that nobody is let in from unless the configuration says otherwise: Qlik's own service accounts.
    package static let defaultDeniedDirectories: Set<String> = ["INTERNAL"]

    /// The longest directory or id, in bytes.
    private static let maximumBytes = 256

    /// The user directory.
    package let directory: String
    /// The id within it.
    package let id: String

    /// Takes both parts as they are.
    ///
    /// - Throws: ``TicketUserFault`` when one is empty, too long or holds what no Qlik user name holds: backslashes,
    ///   control and invisible characters, white space other than a single blank inside.
    package init(directory: String, id: String) throws(TicketUserFault) {
        for part in [directory, id] {
            guard !part.isEmpty, part.utf8.count <= Self.maximumBytes else { throw .unusable }
            guard part.unicodeScalars.allSatisfy(Self.isAllowed), part.first != " ", part.last != " ",
                !part.contains("  ")
            else { throw .unusable }
        }
        self.directory = directory
        self.id = id
    }

    /// Takes the user of an event.
    ///
    /// - Throws: ``TicketUserFault`` as above, and when the directory is denied, in whatever case and width of letters.
    package init(_ identity: UserIdentity, deniedDirectories: Set<String>) throws(TicketUserFault) {
        guard let directory = identity.directory, let id = identity.id else { throw .unknown }
        try self.init(directory: directory, id: id)
        let denied = Set(deniedDirectories.map(Self.folded))
        guard !denied.contains(Self.folded(directory)) else { throw .denied(directory: directory) }
    }

    /// As Qlik writes it, for messages.
    package var description: String { "\(directory)\\\(id)" }

    /// Databases may compare without case and width, so a denial has to.
    private static func folded(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.lowercased()
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: scalar == " "
        default: scalar != "\\"
        }
    }
}
