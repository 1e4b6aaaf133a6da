/// Makes up the numbers of an app so that its charts, lists and totals agree with each other.
///
/// A number follows from the measure and the data that it is about, from nothing else: whoever asks, now or later, gets
/// the same. Only exact arithmetic is used, so all machines agree.
struct ValueModel {
    private struct ShareKey: Hashable {
        let measure: String
        let field: Int
    }

    private let app: SimulatedApp
    /// What each value of a field has of a total, over all 1.
    private var shares: [ShareKey: [Double]] = [:]

    init(_ app: SimulatedApp) {
        self.app = app
    }

    /// The unit of a measure.
    func unit(of measure: String) -> SimulatedMeasure.Unit { definition(of: measure).unit }

    /// The number of a measure in hundredths, rounded as its unit says.
    mutating func hundredths(of measure: String, _ scope: DataScope) -> Int64 {
        let definition = definition(of: measure)
        let value: Double
        switch definition.rule {
        case .total(let total): value = total * share(of: measure, scope)
        case .level(let range): value = level(of: measure, range, scope)
        case .part(let whole, let range):
            value = Double(hundredths(of: whole, scope)) / 100 * level(of: measure, range, scope)
        case .members(let field): value = Double(memberCount(of: field, scope))
        case .difference(let first, let second):
            return hundredths(of: first, scope) - hundredths(of: second, scope)
        case .ratio(let first, let second):
            value = Self.percent(hundredths(of: first, scope), of: hundredths(of: second, scope))
        case .share(let whole): return hundredths(of: whole, scope)
        }
        return Self.rounded(value, definition.unit)
    }

    /// The measure that this one is each row's share of, if it is such a measure.
    func sharedMeasure(of measure: String) -> String? {
        if case .share(let whole) = definition(of: measure).rule { whole } else { nil }
    }

    /// The index of the value of `field` that a member has.
    func description(of member: Int, in members: Int, by field: Int) -> Int {
        let position = Self.unit(Self.salt(app.fields[members].name, app.fields[field].name), member)
        let frequencies = app.fields[field].frequencies
        guard !frequencies.isEmpty else { return Int(position * Double(app.fields[field].values.count)) }
        var rest = position * Double(frequencies.reduce(0, +))
        for (value, frequency) in frequencies.enumerated() {
            rest -= Double(frequency)
            if rest < 0 { return value }
        }
        return frequencies.count - 1
    }

    /// The members that the selections leave: those that are selected themselves and described by what is selected.
    func members(of field: Int, _ scope: DataScope) -> [Int] {
        (scope.values[field] ?? Array(app.fields[field].values.indices)).filter { member in
            scope.values.indices.allSatisfy { other in
                guard other != field, app.fields[other].describesMembers, let values = scope.values[other] else {
                    return true
                }
                return values.contains(description(of: member, in: field, by: other))
            }
        }
    }

    /// `value` in hundredths, as the unit rounds it.
    static func rounded(_ value: Double, _ unit: SimulatedMeasure.Unit) -> Int64 {
        let step: Int64 =
            switch unit {
            case .money(let step): step
            case .count: 100
            case .percent: 10
            }
        return Int64((value * 100 / Double(step)).rounded()) * step
    }

    /// What one number is in percent of another; 0 of nothing.
    static func percent(_ part: Int64, of whole: Int64) -> Double {
        whole == 0 ? 0 : 100 * Double(part) / Double(whole)
    }

    // MARK: - Rules

    private func definition(of measure: String) -> SimulatedMeasure {
        guard let definition = app.measures[measure] else { preconditionFailure("\(app.name) measures \(measure)") }
        return definition
    }

    private mutating func share(of measure: String, _ scope: DataScope) -> Double {
        var share = 1.0
        for (field, values) in scope.values.enumerated() where !scope.described.contains(field) {
            guard let values else { continue }
            let parts = shares(of: measure, field)
            share *= values.reduce(0) { $0 + parts[$1] }
        }
        return share
    }

    private mutating func shares(of measure: String, _ field: Int) -> [Double] {
        let key = ShareKey(measure: measure, field: field)
        if let known = shares[key] { return known }
        let salt = Self.salt(measure, app.fields[field].name)
        let weights = app.fields[field].values.indices.map { value in
            let position = Self.unit(salt, value)
            return switch app.fields[field].nature {
            case .names: 0.3 + position
            // A few large ones and many small ones.
            case .members: 0.1 + 2 * position * position * position
            case .time: 0.8 + 0.3 * position
            case .steps: 0.4 + position
            }
        }
        let sum = weights.reduce(0, +)
        let parts = weights.map { $0 / sum }
        shares[key] = parts
        return parts
    }

    private func level(of measure: String, _ range: ClosedRange<Double>, _ scope: DataScope) -> Double {
        var positions: [Double] = []
        var step: Double?
        for (field, values) in scope.values.enumerated() {
            guard let values else { continue }
            let salt = Self.salt(measure, app.fields[field].name)
            positions.append(values.reduce(0) { $0 + Self.unit(salt, $1) } / Double(values.count))
            if app.fields[field].nature == .steps {
                let last = Double(app.fields[field].values.count - 1)
                step = values.reduce(0) { $0 + Double($1) / last } / Double(values.count)
            }
        }
        let chance =
            positions.isEmpty
            ? 0.3 + 0.3 * Self.unit(Self.salt(measure, ""), 0) : positions.reduce(0, +) / Double(positions.count)
        // What has steps rises with them.
        let position = step.map { 0.8 * $0 + 0.2 * chance } ?? chance
        return range.lowerBound + (range.upperBound - range.lowerBound) * position
    }

    private func memberCount(of name: String, _ scope: DataScope) -> Int {
        guard let field = app.fields.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("\(app.name) has the field \(name)")
        }
        return members(of: field, scope).count
    }

    // MARK: - Chance

    /// A number that follows from two names (FNV-1a).
    private static func salt(_ first: String, _ second: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in first.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        for byte in second.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }

    /// A number from 0 up to but not 1 that looks random (the finish of SplitMix64).
    private static func unit(_ salt: UInt64, _ index: Int) -> Double {
        var value = salt &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return Double(value >> 11) / Double(1 << 53 as UInt64)
    }
}

extension SimulatedField {
    /// Whether each member has one value of this field.
    fileprivate var describesMembers: Bool { nature == .names || nature == .steps }
}
