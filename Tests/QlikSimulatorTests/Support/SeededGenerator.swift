import QlikSimulator

/// The simulator's generator, not that of the other tests.
typealias SeededGenerator = QlikSimulator.SeededGenerator
