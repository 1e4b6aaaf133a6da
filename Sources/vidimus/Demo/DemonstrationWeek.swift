import QlikSimulator

/// The week before a demonstration: posted once to the server of a data directory.
struct DemonstrationWeek {
    /// Where ``WeekRecord`` is kept.
    let directory: String
    /// Decides what happens in it.
    let seed: UInt64
    /// When it ends, if it isn't there yet; in milliseconds since 1970-01-01 UTC.
    let untilMilliseconds: Int64

    /// Fills the week in, unless it is there, and prints what to ask about it.
    ///
    /// - Throws: ``CommandFailure`` when not all of it was accepted; the next run posts it again.
    func fill(through transport: any BatchTransport, pictures: any ScreenshotSource) async throws {
        let known = try WeekRecord.read(in: directory)
        var record =
            known
            ?? WeekRecord(seed: seed, untilMilliseconds: untilMilliseconds, zone: WorkWeek.localZone)
        let week = record.week
        let days = week.calendar.days
        let period = "\(days[0].iso) to \(days[days.count - 1].iso), times in \(record.zone)"
        if record.isComplete {
            print("The week is there already: \(period) (seed \(record.seed))")
        } else {
            try record.write(in: directory)
            let clock = ContinuousClock()
            let began = clock.now
            let statistics = try await post(week, through: transport, pictures)
            guard statistics.accepted > 0, statistics.givenUp == 0 else {
                throw CommandFailure(
                    """
                    not all of the week was taken (\(Demonstration.summary(statistics)))\
                    \(statistics.lastFailure.map { "; the last failure: \($0)" } ?? ""); a 401 means that the token is \
                    another server's; the next run posts the week again
                    """
                )
            }
            record.isComplete = true
            try record.write(in: directory)
            let seconds = (clock.now - began).components.seconds
            let repeated = statistics.duplicates > 0 ? ", \(statistics.duplicates) of them there before" : ""
            print(
                """
                A week is filled in: \(period) (seed \(record.seed))
                \(statistics.accepted) events of \(Staff.all.count) people in \(seconds) s\(repeated)
                """
            )
        }
        print(Self.question(about: week))
    }

    private func post(
        _ week: WorkWeek,
        through transport: any BatchTransport,
        _ pictures: any ScreenshotSource
    ) async throws -> PostStatistics {
        let poster = BatchPoster(transport: transport)
        defer { StandardError.endProgress() }
        for (index, day) in week.calendar.days.enumerated() {
            StandardError.progress("Filling the week in: \(day.iso), \(poster.statistics.accepted) events so far")
            let events = week.events(ofDay: index, screenshots: pictures)
            try await poster.post(events) { statistics in
                StandardError.progress("Filling the week in: \(day.iso), \(Demonstration.summary(statistics))")
            }
        }
        return poster.statistics
    }

    /// What somebody may try to find out; the answer is not told here.
    private static func question(about week: WorkWeek) -> String {
        let tuesday = week.calendar.days[week.calendar.tuesday].iso
        return "Try to find out: who looked at the figures of \(WeekStory.customer) last Tuesday, \(tuesday)?"
    }
}
