import AuditCatalog
import AuditEvents
import Foundation

/// Answers questions by looking at every event, in the plainest way.
struct NaiveModel {
    let events: [SampleEvent]
    private let live: [(offset: Int, event: SampleEvent)]
    /// The places of each event, found once.
    private var found: [Int: [Place]] = [:]

    init(events: [SampleEvent]) {
        self.events = events
        live = events.enumerated().filter { !$0.element.isErased }.map { ($0.offset, $0.element) }
        for (offset, event) in live { found[offset] = places(of: event) }
    }

    /// Offsets of a search, in its order.
    func search(_ query: SearchQuery) -> [Int] {
        let found = live.filter { matches(query, $0.event, $0.offset) }
        let sorted = found.sorted { ($0.event.time, $0.offset) < ($1.event.time, $1.offset) }
        return (query.isOldestFirst ? sorted : sorted.reversed()).map(\.offset)
    }

    private func matches(_ query: SearchQuery, _ event: SampleEvent, _ offset: Int) -> Bool {
        if let type = query.type, event.type != type { return false }
        if let from = query.from, event.time < from.milliseconds { return false }
        if let to = query.to, event.time >= to.milliseconds { return false }
        if let user = query.user {
            guard let identity = event.user else { return false }
            let keys = [identity, UserIdentity(identity).id].compactMap { $0?.lowercased() }
            if !keys.contains(user.lowercased()) { return false }
        }
        if let app = query.app {
            guard let key = appKey(event) else { return false }
            if key != app.lowercased(), !appNames(key).contains(app.lowercased()) { return false }
        }
        if let object = query.object {
            guard let key = objectKey(event) else { return false }
            if event.object?.lowercased() != object.lowercased(), !titles(key).contains(object.lowercased()) {
                return false
            }
        }
        guard let text = query.text else { return true }
        return found[offset]?.contains { Self.occurs(text, in: $0) } ?? false
    }

    private func appKey(_ event: SampleEvent) -> String? { (event.appID ?? event.appName)?.lowercased() }

    private func objectKey(_ event: SampleEvent) -> String? {
        event.object.map { "\(appKey(event) ?? "")/\($0.lowercased())" }
    }

    private func sheetKey(_ event: SampleEvent) -> String? {
        event.sheet.map { "\(appKey(event) ?? "")/\($0.lowercased())" }
    }

    private func appNames(_ key: String) -> Set<String> {
        Set(live.filter { appKey($0.event) == key }.compactMap { $0.event.appName?.lowercased() })
    }

    private func titles(_ key: String) -> Set<String> {
        // Only screenshots tell titles here.
        Set(
            live.filter { objectKey($0.event) == key && $0.event.type == "screenshot.url.received" }
                .compactMap { $0.event.title?.lowercased() }
        )
    }

    // MARK: Text

    /// Lower case, letters and digits.
    static func words(_ text: String) -> [String] {
        text.lowercased().unicodeScalars.split { !($0.properties.isAlphabetic || $0.properties.numericType != nil) }
            .map { String(String.UnicodeScalarView($0)) }
    }

    /// What stands in one place: its values, and all its words.
    struct Place {
        var values: Set<String> = []
        var words: Set<String> = []
        var labels: Set<String> = []

        mutating func add(value: String) {
            let folded = NaiveModel.folded(value)
            guard !folded.isEmpty else { return }
            values.insert(folded)
            if folded.unicodeScalars.contains(where: \.properties.isAlphabetic) {
                words.formUnion(NaiveModel.words(value))
            }
        }

        mutating func add(label: String) {
            labels.insert(NaiveModel.folded(label))
            words.formUnion(NaiveModel.words(label))
        }
    }

    static func folded(_ text: String) -> String {
        text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
    }

    static func occurs(_ text: String, in place: Place) -> Bool {
        let folded = folded(text)
        if folded.isEmpty { return true }
        if place.values.contains(folded) { return true }
        let wanted = words(text)
        guard !wanted.isEmpty else { return false }
        for (index, word) in wanted.enumerated() {
            let isOpen = index == wanted.count - 1 && folded.hasSuffix(word) && word.utf8.count >= 3
            if place.words.contains(word) || (isOpen && place.words.contains { $0.hasPrefix(word) }) { continue }
            return false
        }
        return true
    }

    private func dataPlace(_ event: SampleEvent) -> Place? {
        guard let columns = event.columns else { return nil }
        var place = Place()
        for column in columns {
            place.add(label: column.label)
            for value in column.values { place.add(value: value) }
        }
        return place
    }

    private func selectionPlace(_ event: SampleEvent) -> Place? {
        guard event.type == "selection.state.changed", let selections = event.selections else { return nil }
        var place = Place()
        for selection in selections {
            place.add(label: selection.field)
            place.add(value: selection.values.joined(separator: ", "))
            // A value with a comma and a space in it is not told apart from two.
            for part in selection.values.joined(separator: ", ").components(separatedBy: ", ") {
                place.add(value: part)
            }
        }
        return place
    }

    private func places(of event: SampleEvent) -> [Place] {
        var places = [dataPlace(event), selectionPlace(event)].compactMap(\.self)
        var names: Set<String> = []
        if let user = event.user {
            // The identity as it was sent first.
            if let first = live.first(where: { $0.event.user?.lowercased() == user.lowercased() })?.event.user {
                names.insert(first)
            }
        }
        if let key = appKey(event) {
            names.formUnion(live.filter { appKey($0.event) == key }.compactMap(\.event.appName))
        }
        if let key = sheetKey(event) {
            names.formUnion(live.filter { sheetKey($0.event) == key }.compactMap(\.event.sheetName))
        }
        if let key = objectKey(event) {
            names.formUnion(
                live.filter { objectKey($0.event) == key && $0.event.type == "screenshot.url.received" }
                    .compactMap(\.event.title)
            )
        }
        for name in names {
            var place = Place()
            place.values.insert(Self.folded(name))
            place.words.formUnion(Self.words(name))
            places.append(place)
        }
        return places
    }

    // MARK: Who has seen it

    /// Offsets of the sightings of a value, the newest first.
    func whoSaw(_ value: String, field: String?) -> [Int] {
        let wanted = Self.folded(value)
        let found = live.filter { _, event in
            [dataPlace(event), selectionPlace(event)].compactMap(\.self).contains { place in
                place.values.contains(wanted) && (field.map { place.labels.contains(Self.folded($0)) } ?? true)
            }
        }
        return found.sorted { ($0.event.time, $0.offset) > ($1.event.time, $1.offset) }.map(\.offset)
    }

    /// Numbers of each page that never came.
    func gaps() -> [String: [ClosedRange<Int64>]] {
        var seen: [String: Set<Int64>] = [:]
        for (_, event) in live {
            guard let page = event.page, let sequence = event.sequence else { continue }
            seen[page, default: []].insert(sequence)
        }
        return seen.mapValues { numbers in
            var gaps: [ClosedRange<Int64>] = []
            var next: Int64 = 1
            for number in numbers.sorted() {
                if number > next { gaps.append(next...(number - 1)) }
                next = number + 1
            }
            return gaps
        }
    }
}
