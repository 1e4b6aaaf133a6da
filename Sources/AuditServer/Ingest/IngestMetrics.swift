import Metrics

/// The counters of the ingest door, made once.
package struct IngestMetrics: Sendable {
    private static let codes = [200, 202, 204, 400, 401, 404, 408, 409, 413, 415, 417, 422, 429, 431, 500, 503]

    /// By code; all codes that are not named above share one counter.
    private let answers: [Counter]
    private let events: [Counter]
    /// Open connections.
    package let connections = Gauge(label: "vidimus_ingest_connections")
    /// 1 while clients are told to collect, else 0.
    private let collects = Gauge(label: "vidimus_ingest_collect")
    /// Connections refused because a bound was reached and none was idle.
    package let refusedConnections = Counter(label: "vidimus_ingest_refused_connections_total")
    /// Body bytes received.
    package let bodyBytes = Counter(label: "vidimus_ingest_body_bytes_total")

    /// Creates the counters in the process's metrics system.
    package init() {
        func counters(_ label: String) -> [Counter] {
            let other = Counter(label: label, dimensions: [("code", "other")])
            var counters = [Counter](repeating: other, count: 600)
            for code in Self.codes { counters[code] = Counter(label: label, dimensions: [("code", "\(code)")]) }
            return counters
        }
        self.answers = counters("vidimus_ingest_answers_total")
        self.events = counters("vidimus_ingest_events_total")
    }

    /// Notes whether clients are told to collect.
    func noteCollecting(_ collects: Bool) {
        self.collects.record(collects ? 1 : 0)
    }

    /// Counts one HTTP answer.
    package func countAnswer(code: Int) {
        answers[code].increment()
    }

    /// Counts the judgements on the lines of a batch; those that were stored, which are nearly all, in one step.
    func countEvents(_ answers: [AuditAnswer]) {
        var accepted = 0
        for answer in answers {
            if case .accepted = answer { accepted += 1 } else { countEvent(code: answer.code) }
        }
        events[202].increment(by: accepted)
    }

    /// Counts the judgement on one event, single or a batch's line.
    package func countEvent(code: Int) {
        events[code].increment()
    }
}
