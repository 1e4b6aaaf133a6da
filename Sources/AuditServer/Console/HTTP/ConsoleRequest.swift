import Hummingbird

/// One request to the console, checked: who asks, from where, and what.
final class ConsoleRequest: Sendable {
    /// Path without its query.
    let path: String
    /// Parts of the path that the route names, decoded.
    let parameters: [String: String]
    /// Fields of the query.
    let query: FormFields
    /// Fields of the form, for POST.
    let form: FormFields
    /// Address of the person's browser, through trusted proxies.
    let address: String
    /// The `User-Agent` header.
    let userAgent: String?
    /// Server's clock, in milliseconds since 1970 UTC.
    let milliseconds: Int64
    /// In which time zone times are shown and read.
    let zone: DisplayZone
    /// Who is signed in; nil on routes for everybody.
    let visitor: ConsoleVisitor?
    /// What forms carry to show that they are ours.
    let formToken: String

    init(
        path: String,
        parameters: [String: String],
        query: FormFields,
        form: FormFields,
        address: String,
        userAgent: String?,
        milliseconds: Int64,
        zone: DisplayZone,
        visitor: ConsoleVisitor?,
        formToken: String
    ) {
        self.path = path
        self.parameters = parameters
        self.query = query
        self.form = form
        self.address = address
        self.userAgent = userAgent
        self.milliseconds = milliseconds
        self.zone = zone
        self.visitor = visitor
        self.formToken = formToken
    }

    /// Who is signed in; only on routes that ask for a role.
    var person: ConsoleVisitor {
        guard let visitor else { preconditionFailure("a route with roles is answered only to somebody with one") }
        return visitor
    }

    /// A part of the path that the route names.
    func parameter(_ name: String) -> String {
        guard let value = parameters[name] else { preconditionFailure("the route names \(name)") }
        return value
    }

    /// Path and query, as a link to this very view.
    var link: String { query.query.isEmpty ? path : "\(path)?\(query.query)" }
}
