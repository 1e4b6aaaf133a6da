/// An axis from 0 with round steps.
struct ValueAxis {
    /// Values at the grid lines, from 0 up; the last one is not below the largest value.
    let ticks: [Double]

    /// Finds about `count` steps for values up to `maximum`.
    init(maximum: Double, count: Int) {
        let rough = max(maximum, 1e-9) / Double(max(1, count))
        var power = 1.0
        while power * 10 <= rough { power *= 10 }
        while power > rough { power /= 10 }
        let step = [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough } ?? rough
        let steps = max(1, Int((maximum / step).rounded(.up)))
        ticks = (0...steps).map { Double($0) * step }
    }

    /// Where a value is, 0…1.
    func position(of value: Double) -> Double { value / (ticks.last ?? 1) }
}
