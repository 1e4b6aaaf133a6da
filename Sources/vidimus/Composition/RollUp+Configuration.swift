import AuditDestinations

extension RollUp {
    /// The roll-up that the configuration names.
    init(_ configured: FileDestinationConfiguration.RollUp) {
        switch configured {
        case .none: self = .none
        case .hour: self = .hour
        case .day: self = .day
        }
    }
}
