/// What people do on a page on an ordinary day: look, select, scroll, go on to another sheet.
struct OrdinaryWork {
    /// Index of the person, who has favourite sheets.
    let number: Int
    /// After that nothing new is begun.
    let lastAction: Int64
    /// What is never selected, because of what it would show.
    let avoids: (_ selections: [SelectedField]) -> Bool

    /// Percent of sheets that somebody scrolls on, exports from, or is called away from.
    private static let percentages = (scrolls: 30, exports: 4, pauses: 8)

    /// Opens the app and works; the page stays open.
    func run(on page: inout PageTrail) {
        page.open(sheet: favourite(on: page))
        page.look(milliseconds: page.chance.integer(in: 3_000...16_000))
        let sheets = Int(page.chance.integer(in: 1...3))
        for number in 1...sheets {
            work(on: &page)
            guard number < sheets, page.clock < lastAction, let next = another(on: &page) else { return }
            page.turn(to: next)
            page.look(milliseconds: page.chance.integer(in: 6_000...25_000))
        }
    }

    private func work(on page: inout PageTrail) {
        let steps = Int(page.chance.integer(in: 0...2))
        for _ in 0..<steps where page.clock < lastAction {
            if !page.selections.isEmpty, page.chance.chance(percent: 30) {
                page.clearSelections()
            } else {
                select(on: &page)
            }
            page.look(milliseconds: looking(on: &page))
        }
        guard page.clock < lastAction else { return }
        if page.chance.chance(percent: Self.percentages.scrolls) {
            page.scroll()
            page.look(milliseconds: looking(on: &page))
        }
        if page.chance.chance(percent: Self.percentages.pauses) {
            page.pause(milliseconds: page.chance.integer(in: 60_000...240_000))
            page.look(milliseconds: page.chance.integer(in: 3_000...9_000))
        }
        let table = page.views.first { $0.object.kind == .table }?.object
        if let table, page.chance.chance(percent: Self.percentages.exports) { page.export(table, as: "xlsx") }
    }

    private func looking(on page: inout PageTrail) -> Int64 {
        let seconds = Int64(page.place.member.user.habits.lookingSeconds)
        return page.chance.integer(in: seconds * 500...seconds * 2_000)
    }

    /// Selects one or two values of a field, in at most two fields at a time.
    private func select(on page: inout PageTrail) {
        let field = page.chance.index(below: page.place.app.fields.count)
        let values = page.place.app.fields[field].values.count
        let first = page.chance.index(below: values)
        let second = page.chance.chance(percent: 30) ? page.chance.index(below: values) : first
        let isFull = page.selections.count > 1 && !page.selections.contains { $0.field == field }
        let kept = page.selections.filter { $0.field != field }
        let chosen = Array(Set([first, second])).sorted()
        guard !isFull, !avoids(kept + [SelectedField(field: field, values: chosen)]) else { return }
        page.select(field: field, values: chosen)
    }

    // MARK: Sheets

    private func recorded(on page: PageTrail) -> [Int] {
        page.place.app.sheets.indices.filter { page.place.scope.records(page.place.app.sheets[$0]) }
    }

    private func favourite(on page: PageTrail) -> Int {
        let sheets = recorded(on: page)
        return sheets[number % sheets.count]
    }

    private func another(on page: inout PageTrail) -> Int? {
        let others = recorded(on: page).filter { $0 != page.sheet }
        return others.isEmpty ? nil : others[page.chance.index(below: others.count)]
    }
}
