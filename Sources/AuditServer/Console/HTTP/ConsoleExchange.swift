import Hummingbird

/// One request while it is answered; used by one task only.
final class ConsoleExchange {
    let raw: Request
    let caller: ConsoleCaller
    let route: ConsoleRoute
    /// Whether the query has no more fields than are read.
    let hasReadableQuery: Bool
    private let query: FormFields
    /// The fields of the form, once they are read.
    var form = FormFields() {
        didSet { request = caller.request(query: query, form: form) }
    }
    /// The request as far as it is read.
    private(set) var request: ConsoleRequest

    init(_ raw: Request, caller: ConsoleCaller, route: ConsoleRoute) {
        self.raw = raw
        self.caller = caller
        self.route = route
        let query = FormFields(encoded: raw.uri.query ?? "")
        hasReadableQuery = query != nil
        self.query = query ?? FormFields()
        request = caller.request(query: self.query, form: FormFields())
    }
}
