/// The version of this build.
enum VidimusVersion {
    /// A full semantic version.
    static let current = "0.1.0"

    /// The version announced to clients as `butlerSosVersion`.
    ///
    /// Existing clients judge compatibility by it, so it names the newest Butler SOS whose wire contract is kept.
    static let announced = "15.0.1"
}
