import AuditEvents
import AuditJournal

/// Everything that is known of one user session, in the order of time: the reconstruction of what a person saw.
///
/// Each fact names the record that proves it. Built from the session's events alone, so the same journal gives the same
/// timeline.
package struct SessionTimeline: Sendable, Hashable {
    /// Events of one session that are read; a longer session is shown up to there.
    package static let maximumEvents = 20_000

    /// The session.
    package let session: SessionSummary

    /// The sheets that were open, in order.
    package let visits: [SheetVisit]

    /// The selections that were in force, in order.
    package let selections: [SelectionState]

    /// When which object was in view, by their beginnings.
    package let views: [ObjectView]

    /// The data that was read from charts, in order.
    package let captures: [DataCapture]

    /// The pictures that were taken, in order.
    package let pictures: [PictureTaken]

    /// All events of the session, in order.
    package let events: [EventSummary]

    /// Numbers that never arrived from the session's page.
    package let gaps: [SequenceGap]

    /// Whether the session has more events than are read.
    package let isCut: Bool

    /// Moments at which something changed, in order and without repetition: where a scrubber stops.
    package let instants: [UTCTime]

    /// Puts a timeline together.
    package init(
        session: SessionSummary,
        visits: [SheetVisit],
        selections: [SelectionState],
        views: [ObjectView],
        captures: [DataCapture],
        pictures: [PictureTaken],
        events: [EventSummary],
        gaps: [SequenceGap],
        isCut: Bool
    ) {
        self.session = session
        self.visits = visits
        self.selections = selections
        self.views = views
        self.captures = captures
        self.pictures = pictures
        self.events = events
        self.gaps = gaps
        self.isCut = isCut
        var moments: Set<UTCTime> = [session.begin, session.end]
        for visit in visits { moments.formUnion([visit.begin, visit.end].compactMap(\.self)) }
        for selection in selections { moments.insert(selection.begin) }
        for view in views { moments.formUnion([view.begin, view.end].compactMap(\.self)) }
        for capture in captures { moments.insert(capture.time) }
        for picture in pictures { moments.insert(picture.time) }
        instants = moments.sorted()
    }

    /// What was on screen at `instant`, as far as events tell.
    ///
    /// Data and picture of an object are the newest ones taken up to that moment in the same view or in the same
    /// state of the data; nil where there are none.
    package func screen(at instant: UTCTime) -> Screen {
        let visible = views.filter { $0.contains(instant) }.map { view in
            VisibleObject(
                view: view,
                data: captures.last {
                    $0.object.id == view.object.id && Self.shows(view, $0.time, $0.dataState, instant)
                },
                picture: pictures.last {
                    $0.object?.id == view.object.id && Self.shows(view, $0.time, $0.dataState, instant)
                }
            )
        }
        return Screen(
            instant: instant,
            visit: visits.last { $0.contains(instant) },
            selections: selections.last { $0.begin <= instant },
            objects: visible
        )
    }

    /// Whether what was taken at `time` in `state` is what `view` shows at `instant`.
    private static func shows(_ view: ObjectView, _ time: UTCTime, _ state: Int64?, _ instant: UTCTime) -> Bool {
        if let shown = view.dataState(at: instant), let state { return shown == state }
        return time <= instant && time >= view.begin
    }
}
