import Metrics

/// The metrics of screenshots.
struct ScreenshotGauges: Sendable {
    private let open = Gauge(label: "vidimus_screenshots_open")
    private let running = Gauge(label: "vidimus_screenshots_running")
    private let attempts = Counter(label: "vidimus_screenshot_attempts_total")
    private let stored = Counter(label: "vidimus_screenshots_total", dimensions: [("outcome", "stored")])
    private let lost = Counter(label: "vidimus_screenshots_total", dimensions: [("outcome", "lost")])
    private let problems = Counter(label: "vidimus_screenshot_storage_problems_total")

    func show(open count: Int, running attempts: Int) {
        open.record(count)
        running.record(attempts)
    }

    func countAttempt() {
        attempts.increment()
    }

    func count(_ result: ScreenshotOutcome.Result) {
        switch result {
        case .pending: break
        case .stored(let evidence):
            stored.increment()
            problems.increment(by: evidence.problems.count)
        case .lost: lost.increment()
        }
    }
}
