import Synchronization

/// Something that becomes true once, told by one service and asked by others.
final class SharedFlag: Sendable {
    private let value: Atomic<Bool>

    init(_ isSet: Bool) {
        value = Atomic(isSet)
    }

    /// Whether it has happened.
    var isSet: Bool { value.load(ordering: .acquiring) }

    /// Says that it has happened.
    func set() {
        value.store(true, ordering: .releasing)
    }
}
