/// What there is to discover in the demonstration, the same with every seed.
///
/// On the last Tuesday, after hours, somebody of Human Resources opens the app with customer figures for the first time,
/// goes through many customers in a few minutes, stays with one of them, and exports. That customer's own seller looks at
/// the same figures that morning, as usual. Nobody else sees them on that day.
package enum WeekStory {
    /// The customer whose figures are the question.
    package static let customer = "Norrhult Kakel AB"
    /// The field that customers are values of.
    static let field = "Customer"
    /// Index of the app with the figures.
    package static let app = 0
    /// Who goes through the customers.
    package static let intruder = identity("tobias.rehn")
    /// Whose customer it is.
    package static let seller = identity("karin.sandell")
    /// Whose extension falls silent in the middle of a page on the Monday before, for good.
    package static let silent = identity("emil.stenberg")
    /// Whose browser loses three events on the Friday before, and says so.
    package static let loser = identity("marie.kjeldsen")

    /// When the story begins: seconds since midnight.
    static let beginSecond = 20 * 3_600 + 46 * 60 + 11
    /// When the seller looks.
    static let sellerSecond = 10 * 3_600 + 12 * 60 + 34
    /// When the silent one opens the last page.
    static let lastPageMinute = 13 * 60 + 42

    private static let ledger = "Customer ledger"
    /// How many customers are seen before and after the one.
    private static let others = (before: 10, after: 4)

    /// Goes through the customers.
    static func intrude(on page: inout PageTrail) {
        let place = Place(of: page.place.app)
        var others = place.others
        func next() -> Int { others.removeFirst() }
        page.open(sheet: 0)
        page.look(milliseconds: page.chance.integer(in: 9_000...14_000))
        page.picturesLeft = 1
        page.turn(to: place.sheet)
        page.look(milliseconds: page.chance.integer(in: 21_000...27_000))
        page.picturesLeft = 0
        for _ in 0..<Self.others.before {
            page.select(field: place.field, values: [next()])
            page.look(milliseconds: page.chance.integer(in: 11_000...19_000))
        }
        page.picturesLeft = 2
        page.select(field: place.field, values: [place.customer])
        page.look(milliseconds: page.chance.integer(in: 84_000...97_000))
        page.picturesLeft = 0
        page.export(place.ledger, as: "xlsx")
        page.look(milliseconds: page.chance.integer(in: 6_000...9_000))
        for _ in 0..<Self.others.after {
            page.select(field: place.field, values: [next()])
            page.look(milliseconds: page.chance.integer(in: 8_000...13_000))
        }
        page.clearSelections()
        page.look(milliseconds: page.chance.integer(in: 7_000...11_000))
        page.export(nil, as: "pdf")
        page.look(milliseconds: page.chance.integer(in: 4_000...8_000))
        page.close()
    }

    /// Looks at the one customer, as the seller does it.
    static func prepareCall(on page: inout PageTrail) {
        let place = Place(of: page.place.app)
        page.open(sheet: place.sheet)
        page.look(milliseconds: page.chance.integer(in: 12_000...20_000))
        page.picturesLeft = 1
        page.select(field: place.field, values: [place.customer])
        page.look(milliseconds: page.chance.integer(in: 35_000...50_000))
        page.clearSelections()
        page.look(milliseconds: page.chance.integer(in: 9_000...15_000))
        page.close()
    }

    /// Whether the customer is in view anywhere in an app with these selections.
    static func shows(_ app: SimulatedApp, selections: [SelectedField], to member: StaffMember) -> Bool {
        guard let field = app.fields.firstIndex(where: { $0.name == Self.field }),
            let value = app.fields[field].values.firstIndex(of: customer)
        else { return false }
        if selections.contains(where: { $0.field == field && $0.values.contains(value) }) { return true }
        return app.sheets.flatMap(\.objects).contains { object in
            guard let column = object.dimensions.firstIndex(of: field) else { return false }
            let rows = ChartData(object, in: app, selections: selections).rows
            return rows.prefix(object.kind == .table ? member.visibleRows : rows.count).contains { $0[column] == value }
        }
    }

    private static func identity(_ id: String) -> String { "UserDirectory=\(Staff.directory); UserId=\(id)" }

    /// Where in the app the customers are.
    private struct Place {
        let sheet: Int
        let ledger: SimulatedObject
        let field: Int
        let customer: Int

        init(of app: SimulatedApp) {
            guard let field = app.fields.firstIndex(where: { $0.name == WeekStory.field }),
                let customer = app.fields[field].values.firstIndex(of: WeekStory.customer),
                let sheet = app.sheets.firstIndex(where: { $0.objects.contains { $0.title == WeekStory.ledger } }),
                let ledger = app.sheets[sheet].objects.first(where: { $0.title == WeekStory.ledger })
            else { preconditionFailure("the app with customer figures has the ledger and the customer") }
            self.field = field
            self.customer = customer
            self.sheet = sheet
            self.ledger = ledger
        }

        /// Other customers, spread over the list.
        var others: [Int] {
            let count = WeekStory.others.before + WeekStory.others.after
            return (0..<count).map { $0 * 2 + ($0 < 13 ? 0 : 2) }
        }
    }
}
