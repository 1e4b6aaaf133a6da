import AuditEvents
import AuditJournal

/// Makes the timeline of a session from its events: pure, so the same events give the same timeline.
struct TimelineBuilder {
    private var visits: [SheetVisit] = []
    private var selections: [SelectionState] = []
    private var views: [ObjectView] = []
    private var captures: [DataCapture] = []
    private var pictures: [PictureTaken] = []

    /// Makes the timeline; `steps` are in the order of time.
    static func timeline(
        of session: SessionSummary,
        steps: some Collection<TimelineStep>,
        gaps: [SequenceGap],
        isCut: Bool
    ) -> SessionTimeline {
        var builder = TimelineBuilder()
        for step in steps { builder.take(step) }
        return SessionTimeline(
            session: session,
            visits: builder.visits,
            selections: builder.selections,
            views: builder.views.sorted { ($0.begin, $0.evidence) < ($1.begin, $1.evidence) },
            captures: builder.captures,
            pictures: builder.pictures,
            events: steps.map(\.summary),
            gaps: gaps,
            isCut: isCut
        )
    }

    private mutating func take(_ step: TimelineStep) {
        let event = step.summary
        switch event.type {
        case EventType.sheetLoaded.name: open(event)
        case EventFacts.sheetLeft: leave(step)
        case EventType.objectViewDuration.name: view(step)
        default: break
        }
        if let fields = step.selectedFields {
            if let last = selections.indices.last { selections[last].end = event.time }
            selections.append(SelectionState(begin: event.time, fields: fields, evidence: event.offset))
        }
        if event.hasData, let object = event.object {
            captures.append(
                DataCapture(
                    object: object,
                    time: event.time,
                    dataState: step.dataState,
                    rowCount: step.rowCount,
                    columnCount: step.columnCount,
                    evidence: event.offset
                )
            )
        }
        if let outcome = event.picture {
            pictures.append(
                PictureTaken(
                    object: event.object,
                    time: event.time,
                    dataState: step.dataState,
                    outcome: outcome,
                    evidence: event.offset
                )
            )
        }
    }

    private mutating func open(_ event: EventSummary) {
        guard let sheet = event.sheet else { return }
        if let last = visits.indices.last, visits[last].end == nil { visits[last].end = event.time }
        visits.append(SheetVisit(sheet: sheet, begin: event.time, evidence: event.offset))
    }

    /// The extension's own word on a visit is better than what follows from the next one's beginning.
    private mutating func leave(_ step: TimelineStep) {
        guard let sheet = step.summary.sheet else { return }
        let end = step.viewEnd.map { UTCTime(milliseconds: $0) } ?? step.summary.time
        if let index = visits.lastIndex(where: { $0.sheet.id == sheet.id && $0.leftEvidence == nil && $0.begin <= end })
        {
            visits[index].end = end
            visits[index].activeMilliseconds = step.summary.durationMilliseconds
            visits[index].leftEvidence = step.summary.offset
        } else {
            let begin = step.viewBegin.map { UTCTime(milliseconds: $0) } ?? end
            visits.append(
                SheetVisit(
                    sheet: sheet,
                    begin: min(begin, end),
                    end: end,
                    activeMilliseconds: step.summary.durationMilliseconds,
                    evidence: step.summary.offset,
                    leftEvidence: step.summary.offset
                )
            )
        }
    }

    private mutating func view(_ step: TimelineStep) {
        guard let object = step.summary.object else { return }
        let end = step.viewEnd.map { UTCTime(milliseconds: $0) } ?? step.summary.time
        let length = step.summary.durationMilliseconds ?? 0
        let begin = step.viewBegin.map { UTCTime(milliseconds: $0) } ?? UTCTime(milliseconds: end.milliseconds - length)
        views.append(
            ObjectView(
                object: object,
                sheet: step.summary.sheet,
                begin: min(begin, end),
                end: end,
                activeMilliseconds: step.summary.durationMilliseconds,
                segments: step.segments,
                lastDataState: step.dataState,
                evidence: step.summary.offset
            )
        )
    }
}
