/// A person at work in one browser tab: opens apps and sheets, selects, scrolls, looks, leaves, and starts again.
///
/// A state machine without a clock: it tells what happens next and after how long. The same site, person and seed give
/// the same bytes, apart from the times, which begin where the caller says.
///
/// The rules of correlation are those of the existing extension: `correlationId` is the selection transaction in
/// force, and the decimal data state for events that have none (opening a sheet, bookmarks, exports, its own notes). A
/// data state is named by the millisecond in which its calculation ended, and never twice.
package struct SimulatedUserSession: LiveSession {
    /// Views shorter than this aren't reported.
    package static let shortestViewMilliseconds: Int64 = 1_000

    private struct View {
        let object: SimulatedObject
        let entered: Int64
        let transaction: SimulatedUUID
    }

    private let site: SimulatedSite
    private let user: SimulatedUser
    private let speed: Double
    private var chance: SeededGenerator
    private var composer: EventComposer

    /// The time of what is being planned.
    private var planned: Int64
    /// The time of the event given out last.
    private var clock: Int64
    private var queue: [PlannedEvent] = []
    private var queueStart = 0

    private var app = 0
    private var sheet = 0
    private var isOpen = false
    private var actionsLeft = 0
    private var sheetsLeft = 0
    private var transaction: SimulatedUUID
    private var dataState: Int64
    private var selections: [SelectedField] = []
    private var views: [View] = []

    /// Starts a session at `startMilliseconds` since 1970-01-01 UTC.
    ///
    /// With `speed` above 1 everything happens faster, the times in the events included. Without `screenshots` the
    /// links to pictures are made up.
    package init(
        site: SimulatedSite,
        user: SimulatedUser,
        seed: UInt64,
        startMilliseconds: Int64,
        speed: Double = 1,
        screenshots: (any ScreenshotSource)? = nil
    ) {
        precondition(speed > 0, "time goes forward")
        self.site = site
        self.user = user
        self.speed = speed
        self.chance = SeededGenerator(seed: seed)
        self.composer = EventComposer(
            site: site,
            user: user,
            screenshots: screenshots ?? MadeUpScreenshotSource(baseURL: site.baseURL)
        )
        self.planned = startMilliseconds
        self.clock = startMilliseconds
        self.transaction = chance.uuid()
        self.dataState = startMilliseconds
    }

    package mutating func next() -> (delayMilliseconds: Int64, event: SimulatedEvent) {
        while queueStart == queue.count {
            queue.removeAll(keepingCapacity: true)
            queueStart = 0
            plan()
        }
        let event = queue[queueStart]
        queueStart += 1
        let delay = event.time - clock
        clock = event.time
        return (delay, composer.compose(event, app: app, chance: &chance))
    }

    // MARK: - Planning

    /// Decides what the person does next; the events of one action are planned together.
    private mutating func plan() {
        guard isOpen else {
            openApp()
            return
        }
        actionsLeft -= 1
        guard actionsLeft >= 0 else {
            leaveSheet()
            return
        }
        wait(Int64(user.habits.lookingSeconds) * 400...Int64(user.habits.lookingSeconds) * 1_600)
        let habits = user.habits
        let roll = chance.index(below: 100)
        switch roll {
        case ..<habits.selects: select()
        case ..<(habits.selects + habits.scrolls): scroll()
        case ..<(habits.selects + habits.scrolls + habits.usesBookmarks): applyBookmark()
        case ..<(habits.selects + habits.scrolls + habits.usesBookmarks + habits.exports): export()
        default: break
        }
    }

    private mutating func openApp() {
        app = user.department % site.apps.count
        sheet = chance.index(below: site.apps[app].sheets.count)
        sheetsLeft = Int(chance.integer(in: 1...4))
        selections = []
        transaction = chance.uuid()
        wait(500...4_000)
        calculate()
        add(.started)
        openSheet()
    }

    private mutating func openSheet() {
        isOpen = true
        actionsLeft = Int(chance.integer(in: 2...9))
        wait(200...1_500)
        calculate()
        add(.sheetLoaded)
        wait(250...700)
        for object in site.apps[app].sheets[sheet].objects.prefix(SimulatedSheet.visibleAtOnce) { show(object) }
        validate()
    }

    private mutating func leaveSheet() {
        wait(Int64(user.habits.lookingSeconds) * 300...Int64(user.habits.lookingSeconds) * 1_000)
        for view in views { hide(view) }
        views = []
        sheetsLeft -= 1
        if sheetsLeft > 0 {
            sheet = (sheet + 1) % site.apps[app].sheets.count
            openSheet()
        } else {
            isOpen = false
            wait(5_000...90_000)
        }
    }

    /// Selects in one field, or clears everything.
    private mutating func select() {
        if !selections.isEmpty, chance.chance(percent: 20) {
            selections = []
        } else {
            selectSomething()
        }
        changeSelections()
    }

    private mutating func selectSomething() {
        let field = chance.index(below: site.apps[app].fields.count)
        let valueCount = site.apps[app].fields[field].values.count
        let wanted = 1 + chance.index(below: min(valueCount - 1, 4))
        var values: Set<Int> = []
        while values.count < wanted { values.insert(chance.index(below: valueCount)) }
        selections.removeAll { $0.field == field }
        selections.append(SelectedField(field: field, values: values.sorted()))
    }

    private mutating func changeSelections() {
        transaction = chance.uuid()
        add(.selectionChanged(selections))
        validate()
    }

    /// The engine ends its calculation; pictures of some of what is in view follow.
    private mutating func validate() {
        wait(80...900)
        calculate()
        let captured = views.filter { $0.object.kind.isSupported && chance.chance(percent: 20) }
        add(.modelValidated(capturesScheduled: !captured.isEmpty))
        for view in views where !view.object.kind.isSupported && chance.chance(percent: 30) {
            wait(20...200)
            add(.unsupported(view.object, trigger: selections.isEmpty ? "sheet" : "selection"))
        }
        for view in captured {
            wait(1_500...3_500)
            add(.screenshot(view.object, selections, hasData: chance.chance(percent: 95)))
        }
    }

    private mutating func scroll() {
        let objects = site.apps[app].sheets[sheet].objects
        guard objects.count > SimulatedSheet.visibleAtOnce, let first = views.first else { return }
        let wasAtTop = first.object.id == objects[0].id
        let visible =
            wasAtTop ? objects.suffix(SimulatedSheet.visibleAtOnce) : objects.prefix(SimulatedSheet.visibleAtOnce)
        let stays = Set(visible.map(\.id))
        for view in views where !stays.contains(view.object.id) { hide(view) }
        views.removeAll { !stays.contains($0.object.id) }
        wait(250...600)
        let present = Set(views.map(\.object.id))
        for object in visible where !present.contains(object.id) { show(object) }
        views.sort { left, right in
            (objects.firstIndex(of: left.object) ?? 0) < (objects.firstIndex(of: right.object) ?? 0)
        }
    }

    private mutating func applyBookmark() {
        let titles = ["Q4 north", "Min vy", "Månadsmöte", "Board meeting", "季度报告"]
        add(.bookmark(id: chance.uuid(), title: titles[chance.index(below: titles.count)]))
        wait(50...300)
        selections = []
        selectSomething()
        changeSelections()
    }

    private mutating func export() {
        guard let view = views.first(where: { $0.object.kind == .table }) else { return }
        add(.exportRequested(view.object))
    }

    private mutating func show(_ object: SimulatedObject) {
        wait(1...40)
        views.append(View(object: object, entered: planned, transaction: transaction))
        add(.becameVisible(object))
    }

    private mutating func hide(_ view: View) {
        wait(1...20)
        let duration = planned - view.entered
        add(.becameHidden(view.object, duration: duration))
        if duration >= Self.shortestViewMilliseconds {
            add(.viewed(view.object, entered: view.entered, enterTransaction: view.transaction))
        }
    }

    private mutating func calculate() {
        planned = max(planned, dataState + 1)
        dataState = planned
    }

    private mutating func wait(_ range: ClosedRange<Int64>) {
        planned += max(1, Int64(Double(chance.integer(in: range)) / speed))
    }

    private mutating func add(_ kind: PlannedEvent.Kind) {
        queue.append(
            PlannedEvent(time: planned, kind: kind, sheet: sheet, transaction: transaction, dataState: dataState)
        )
    }
}
