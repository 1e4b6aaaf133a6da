import AuditCatalog
import AuditEvents
import Mustache

/// Bars of a session over time, as the lines of an SVG; places only, the template writes the marks.
struct TimelineDrawing: Sendable {
    struct Bar: Sendable {
        let x: String
        let y: Int
        let width: String
        let height: Int
        let style: String
        let title: String
        let link: String
    }

    struct Lane: Sendable {
        let label: String
        let y: Int
        let textY: Int
    }

    struct Tick: Sendable {
        let x: String
        let label: String
        let anchor: String
    }

    /// Objects with a lane of their own; the ones that were looked at longest.
    static let maximumObjects = 40

    /// Bars that are drawn; of a longer session the first ones.
    static let maximumBars = 2_000

    private static let left = 210.0
    private static let right = 1_190.0
    private static let laneHeight = 24
    private static let top = 26

    let lanes: [Lane]
    let bars: [Bar]
    let ticks: [Tick]
    let nowX: String
    let height: Int
    let axisY: Int
    let leftOut: String?

    private struct Scale {
        let begin: Int64
        let span: Double

        func x(_ time: UTCTime) -> Double {
            let part = Double(time.milliseconds - begin) / span
            return TimelineDrawing.left + (TimelineDrawing.right - TimelineDrawing.left) * min(max(part, 0), 1)
        }
    }

    init(_ timeline: SessionTimeline, at instant: UTCTime, zone: DisplayZone, link: (UTCTime) -> String) {
        let end = timeline.session.end
        let begin = timeline.session.begin
        let scale = Scale(begin: begin.milliseconds, span: Double(max(1, end.milliseconds - begin.milliseconds)))
        var lanes: [Lane] = []
        var bars: [Bar] = []
        func lane(_ label: String) -> Int {
            let y = Self.top + lanes.count * Self.laneHeight
            lanes.append(Lane(label: Words.short(label, 28), y: y, textY: y + 15))
            return y
        }
        var edges: [Int: Double] = [:]
        func bar(_ from: UTCTime, _ to: UTCTime, _ y: Int, _ style: String, _ what: String) {
            let x = scale.x(from)
            let width = max(3, scale.x(to) - x)
            // What lies wholly under the bar before it can't be seen.
            guard x + width > edges[y, default: 0] + 0.5, bars.count < Self.maximumBars else { return }
            edges[y] = x + width
            let times = "\(zone.clock(from.milliseconds))–\(zone.clock(to.milliseconds))"
            let title = from == to ? "\(what), \(zone.clock(from.milliseconds))" : "\(what), \(times)"
            bars.append(
                Bar(
                    x: Self.number(min(x, Self.right - 3)),
                    y: y + 4,
                    width: Self.number(width),
                    height: Self.laneHeight - 8,
                    style: style,
                    title: title,
                    link: link(from)
                )
            )
        }
        let sheets = lane("Sheets")
        for visit in timeline.visits { bar(visit.begin, visit.end ?? end, sheets, "sheet", visit.sheet.displayName) }
        let selections = lane("Selections")
        for state in timeline.selections {
            let fields = state.fields.map { "\($0.field): \(Words.short($0.values, 60))" }.joined(separator: "; ")
            let style = state.fields.isEmpty ? "none" : "select"
            bar(state.begin, state.end ?? end, selections, style, fields.isEmpty ? "Nothing selected" : fields)
        }
        let charts = Self.charts(of: timeline)
        for chart in charts.prefix(Self.maximumObjects) {
            let y = lane(chart.name)
            for view in chart.views { bar(view.begin, view.end ?? view.begin, y, "view", chart.name) }
        }
        if !timeline.pictures.isEmpty {
            let y = lane("Pictures")
            for picture in timeline.pictures {
                let what = "Picture of \(picture.object?.displayName ?? "the screen")"
                bar(picture.time, picture.time, y, picture.outcome.picture == nil ? "none" : "picture", what)
            }
        }
        let rest = charts.count - Self.maximumObjects
        leftOut = rest > 0 ? "\(Words.count(rest, "chart", "charts")) with shorter views are not drawn." : nil
        self.lanes = lanes
        self.bars = bars
        axisY = Self.top + lanes.count * Self.laneHeight
        height = axisY + 26
        nowX = Self.number(scale.x(instant))
        ticks = (0...4).map { step in
            let time = UTCTime(milliseconds: begin.milliseconds + Int64(scale.span) * Int64(step) / 4)
            let anchor = step == 0 ? "start" : step == 4 ? "end" : "middle"
            return Tick(x: Self.number(scale.x(time)), label: zone.clock(time.milliseconds), anchor: anchor)
        }
    }

    private static func charts(of timeline: SessionTimeline) -> [(name: String, views: [ObjectView])] {
        Dictionary(grouping: timeline.views, by: \.object.id).values
            .sorted { (attention($0), $1[0].begin) > (attention($1), $0[0].begin) }
            .map { ($0[0].object.displayName, $0) }
    }

    private static func attention(_ views: [ObjectView]) -> Int64 {
        views.reduce(0) { $0 + ($1.activeMilliseconds ?? 0) }
    }

    /// One decimal, as SVG has it.
    private static func number(_ value: Double) -> String {
        let tenths = Int64((value * 10).rounded())
        return "\(tenths / 10).\(abs(tenths % 10))"
    }
}

extension TimelineDrawing.Bar: MustacheParent {
    /// Without reflection, because pages have many of these.
    func child(named name: String) -> Any? {
        switch name {
        case "x": x
        case "y": y
        case "width": width
        case "height": height
        case "style": style
        case "title": title
        case "link": link
        default: nil
        }
    }
}
