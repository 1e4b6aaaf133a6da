import CoreMetrics
import Synchronization

/// Keeps the process's metrics and writes them as Prometheus text (exposition format 0.0.4).
///
/// The backend of swift-metrics: bootstrapped once by the executable, read by `GET /metrics`. Series are never
/// dropped; code makes them once from constant names and a bounded set of labels, never from a client's text.
package final class PrometheusRegistry: MetricsFactory {
    private struct Cells {
        var counters: [MetricSeries: CounterCell] = [:]
        var gauges: [MetricSeries: GaugeCell] = [:]
        var histograms: [MetricSeries: HistogramCell] = [:]
    }

    private let cells = Mutex(Cells())

    /// Creates an empty registry.
    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let series = MetricSeries(name: label, dimensions: dimensions)
        return cells.withLock { cells in
            let cell = cells.counters[series] ?? CounterCell()
            cells.counters[series] = cell
            return cell
        }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        aggregate ? histogram(label, dimensions, bounds: HistogramCell.sizeBounds) : gauge(label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions, bounds: HistogramCell.secondBounds)
    }

    package func destroyCounter(_ handler: any CounterHandler) {}

    package func destroyMeter(_ handler: any MeterHandler) {}

    package func destroyRecorder(_ handler: any RecorderHandler) {}

    package func destroyTimer(_ handler: any TimerHandler) {}

    /// All series in sorted order.
    package func exposition() -> String {
        let cells = cells.withLock { $0 }
        var text = ""
        var announced = ""
        func announce(_ name: String, _ kind: String) {
            guard announced != name else { return }
            announced = name
            text += "# TYPE \(name) \(kind)\n"
        }
        for (series, cell) in cells.counters.sorted(by: { $0.key < $1.key }) {
            announce(series.name, "counter")
            text += "\(series.text()) \(cell.value)\n"
        }
        for (series, cell) in cells.gauges.sorted(by: { $0.key < $1.key }) {
            announce(series.name, "gauge")
            text += "\(series.text()) \(Self.number(cell.value))\n"
        }
        for (series, cell) in cells.histograms.sorted(by: { $0.key < $1.key }) {
            announce(series.name, "histogram")
            let snapshot = cell.snapshot
            for (bound, count) in zip(cell.bounds, snapshot.counts) {
                text += "\(series.text(suffix: "_bucket", extra: "le=\"\(Self.number(bound))\"")) \(count)\n"
            }
            text += "\(series.text(suffix: "_bucket", extra: "le=\"+Inf\"")) \(snapshot.count)\n"
            text += "\(series.text(suffix: "_sum")) \(Self.number(snapshot.sum))\n"
            text += "\(series.text(suffix: "_count")) \(snapshot.count)\n"
        }
        return text
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeCell {
        let series = MetricSeries(name: label, dimensions: dimensions)
        return cells.withLock { cells in
            let cell = cells.gauges[series] ?? GaugeCell()
            cells.gauges[series] = cell
            return cell
        }
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)], bounds: [Double]) -> HistogramCell {
        let series = MetricSeries(name: label, dimensions: dimensions)
        return cells.withLock { cells in
            let cell = cells.histograms[series] ?? HistogramCell(bounds: bounds)
            cells.histograms[series] = cell
            return cell
        }
    }

    /// A whole number without its fraction, anything else as the shortest text that reads back equal.
    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
