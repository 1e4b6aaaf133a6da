import AuditEvents
import Foundation
import NIOCore

/// What the connections of one event loop share; touched only on that loop.
final class LoopContext {
    let admission: EventAdmission
    let turn: TurnSubmissions
    private var connections: [ObjectIdentifier: IngestConnection] = [:]
    private var renderedDate = ByteBuffer()
    private var renderedSecond: Int64 = .min
    private let answerContext: AuditAnswer.Context
    private var renderedBodies: (milliseconds: Int64, bodies: AnswerBodies)?
    private var sweep: RepeatedTask?
    /// Whether the door is closing, also for connections that were just taken.
    private(set) var isDraining = false

    /// Bytes for the next answer; reused, so that an answer costs no allocation.
    var scratch = ByteBuffer()

    init(_ context: IngestContext, eventLoop: any EventLoop) {
        self.admission = EventAdmission(
            context: context,
            decoder: EnvelopeDecoder(compatibility: context.compatibility)
        )
        self.answerContext = context.answerContext
        self.turn = TurnSubmissions(sink: context.sink, eventLoop: eventLoop)
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        self.sweep = eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            bound.value.closeOverdue()
        }
    }

    func add(_ connection: IngestConnection) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func remove(_ connection: IngestConnection) {
        connections[ObjectIdentifier(connection)] = nil
    }

    /// Ends idle connections; busy ones close after their answer.
    func beginDraining() {
        isDraining = true
        for connection in connections.values { connection.beginDraining() }
    }

    /// Stops the sweep; connections must be gone or going.
    func stop() {
        sweep?.cancel()
        for connection in connections.values { connection.closeNow() }
    }

    /// Makes overdue connections answer 408 or close.
    private func closeOverdue() {
        let now = NIODeadline.now()
        for connection in connections.values { connection.closeIfOverdue(at: now) }
    }

    /// Writes the bodies of answers given at `milliseconds`; made anew once a millisecond.
    func bodies(at milliseconds: Int64) -> AnswerBodies {
        if let (time, bodies) = renderedBodies, time == milliseconds { return bodies }
        let bodies = AnswerBodies(at: milliseconds, context: answerContext)
        renderedBodies = (milliseconds, bodies)
        return bodies
    }

    /// The `Date` header line, rendered once a second.
    func dateHeader(at milliseconds: Int64) -> ByteBuffer {
        let second = milliseconds / 1_000
        if second != renderedSecond {
            renderedSecond = second
            renderedDate.clear()
            renderedDate.writeString("Date: \(Self.httpDate(second: second))\r\n")
        }
        return renderedDate
    }

    /// RFC 9110 §5.6.7, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    private static func httpDate(second: Int64) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let date = Date(timeIntervalSince1970: TimeInterval(second))
        let parts = calendar.dateComponents([.weekday, .day, .month, .year, .hour, .minute, .second], from: date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ value: Int?) -> String {
            let text = "\(value ?? 0)"
            return text.count < 2 ? "0" + text : text
        }
        let day = days[((parts.weekday ?? 1) - 1) % days.count]
        let month = months[((parts.month ?? 1) - 1) % months.count]
        let time = "\(two(parts.hour)):\(two(parts.minute)):\(two(parts.second))"
        return "\(day), \(two(parts.day)) \(month) \(parts.year ?? 1970) \(time) GMT"
    }
}
