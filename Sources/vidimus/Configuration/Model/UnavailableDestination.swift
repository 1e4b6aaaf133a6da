/// A destination that can be configured but isn't delivered to by this version.
///
/// Nothing is lost by it: the journal keeps every event, and a destination without a cursor begins at offset 0.
package enum UnavailableDestination: String, Sendable, Hashable, CaseIterable {
    /// Screenshots.
    case screenshots

    /// What to tell the operator.
    package static let message = """
        is not yet available in this version; its events wait in the journal and are delivered from offset 0 once it is
        """

    /// The destinations of `configuration` that aren't delivered to.
    package static func all(in configuration: DestinationsConfiguration) -> [UnavailableDestination] {
        allCases.filter { destination in
            switch destination {
            case .screenshots: configuration.screenshots != nil
            }
        }
    }

    /// A note for each of them, for a configuration that isn't read from a file.
    static func notes(for configuration: DestinationsConfiguration) -> [ConfigurationNote] {
        all(in: configuration).map { destination in
            let key = "Butler-SOS.auditEvents.destination.\(destination.rawValue)"
            return ConfigurationNote(.warning, line: nil, key: key, message)
        }
    }
}
