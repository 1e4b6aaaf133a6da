/// Names something that has had names.
package enum ThingReference: Sendable, Hashable {
    /// An app by its id.
    case app(String)
    /// A sheet by its id and that of its app.
    case sheet(String, app: String)
    /// An object by its id and that of its app.
    case object(String, app: String)
}
