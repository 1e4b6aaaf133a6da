import AuditJournal

/// The rules that find what is unusual: simple, explained, and pure.
///
/// Everybody is compared with their own past only. Who has too little of it is judged by first use alone.
struct UnusualRules {
    let day: Day
    let thresholds: UnusualThresholds

    /// All findings, rule by rule in the order of their declaration, then by number of person or app.
    func findings(people: [PersonHistory], apps: [AppHistory]) -> [UnusualFinding] {
        let rules: [[UnusualFinding]] = [
            people.flatMap(firstUses), people.compactMap(unusualHours), people.compactMap(highVolume),
            people.compactMap(manyValues), apps.compactMap(silence),
        ]
        return rules.flatMap { $0.prefix(thresholds.maximumFindings) }
    }

    private func firstUses(_ history: PersonHistory) -> [UnusualFinding] {
        // On somebody's very first days everything is a first use, and nothing is unusual about that.
        guard !history.before.isEmpty || !thresholds.sensitiveApps.isEmpty else { return [] }
        return history.apps.filter { use in
            guard use.isFirst else { return false }
            let isSensitive = thresholds.sensitiveApps.contains(CatalogText.key(use.app.id))
            return thresholds.sensitiveApps.isEmpty || isSensitive
        }.map { use in
            finding(
                .firstUse,
                history,
                app: use.app,
                value: Double(use.events),
                usual: nil,
                "\(history.person.displayName) used the app \(use.app.displayName) for the first time, "
                    + "with \(Self.count(use.events, "event")).",
                use.evidence
            )
        }
    }

    private func unusualHours(_ history: PersonHistory) -> UnusualFinding? {
        guard history.before.count >= thresholds.minimumActiveDays else { return nil }
        var usual: UInt32 = 0
        for figures in history.before { usual |= figures.hours }
        var tolerated = usual
        for _ in 0..<max(0, thresholds.hourTolerance) {
            tolerated |= ((tolerated << 1) | (tolerated >> 23)) & 0xFF_FFFF
            tolerated |= ((tolerated >> 1) | (tolerated << 23)) & 0xFF_FFFF
        }
        let strange = (0..<24).filter { history.today.hours & ~tolerated & (1 << UInt32($0)) != 0 }
        guard let first = strange.first else { return nil }
        let hours = strange.map { "\($0)" }.joined(separator: ", ")
        return finding(
            .unusualHours,
            history,
            app: nil,
            value: Double(first),
            usual: nil,
            "\(history.person.displayName) was active in the hour \(hours) (UTC), never before in "
                + "\(Self.count(history.before.count, "active day")).",
            history.evidence
        )
    }

    private func highVolume(_ history: PersonHistory) -> UnusualFinding? {
        guard history.before.count >= thresholds.minimumActiveDays else { return nil }
        let usual = Double(history.before.reduce(0) { $0 + $1.events }) / Double(history.before.count)
        let events = history.today.events
        guard events >= thresholds.minimumVolume, Double(events) >= thresholds.volumeFactor * usual else { return nil }
        return finding(
            .highVolume,
            history,
            app: nil,
            value: Double(events),
            usual: usual,
            "\(history.person.displayName) caused \(Self.count(events, "event")), usually "
                + "\(Self.rounded(usual)) on an active day.",
            history.evidence
        )
    }

    private func manyValues(_ history: PersonHistory) -> UnusualFinding? {
        guard history.before.count >= thresholds.minimumActiveDays else { return nil }
        let usual = Double(history.before.reduce(0) { $0 + $1.data }) / Double(history.before.count)
        let data = history.today.data
        guard data >= thresholds.minimumData, Double(data) >= thresholds.dataFactor * usual else { return nil }
        return finding(
            .manyValues,
            history,
            app: nil,
            value: Double(data),
            usual: usual,
            "\(history.person.displayName) saw the data of \(Self.count(data, "chart state")), usually "
                + "\(Self.rounded(usual)) on an active day.",
            history.evidence
        )
    }

    private func silence(_ history: AppHistory) -> UnusualFinding? {
        let usual = Double(history.before.reduce(0, +)) / Double(max(1, history.before.count))
        guard history.today == 0, usual >= Double(thresholds.minimumUsualAppEvents) else { return nil }
        return UnusualFinding(
            kind: .silence,
            day: day,
            person: nil,
            app: history.app,
            value: 0,
            usual: usual,
            sentence: "The app \(history.app.displayName) sent nothing, usually \(Self.rounded(usual)) events on this "
                + "weekday.",
            evidence: [],
            id: "\(UnusualFinding.Kind.silence.rawValue)-\(day)-a\(history.number)"
        )
    }

    private func finding(
        _ kind: UnusualFinding.Kind,
        _ history: PersonHistory,
        app: NamedThing?,
        value: Double,
        usual: Double?,
        _ sentence: String,
        _ evidence: [JournalOffset]
    ) -> UnusualFinding {
        let place = app.map { "-" + ContentDigest(of: Array(CatalogText.key($0.id).utf8)).shortText } ?? ""
        return UnusualFinding(
            kind: kind,
            day: day,
            person: history.person,
            app: app,
            value: value,
            usual: usual,
            sentence: sentence,
            evidence: evidence,
            id: "\(kind.rawValue)-\(day)-p\(history.number)\(place)"
        )
    }

    private static func count(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

    private static func rounded(_ value: Double) -> String {
        value < 10 ? "\((value * 10).rounded() / 10)" : "\(Int(value.rounded()))"
    }
}
