import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Synchronization

/// A place in memory for the conformance suite, with faults that the suite has to notice.
final class RecordingPlace: DestinationPlace {
    /// How its destination breaks the contract.
    enum Fault: CaseIterable {
        case none
        /// Forgets one record of each batch.
        case dropsTheLast
        /// Adds without looking whether it is there.
        case storesRepeatsTwice
        /// Keeps a batch in memory until the next one comes.
        case confirmsBeforeStoring
        /// Gives up on a batch with a record that it can't store.
        case dropsBatchesWithRejectedRecords
    }

    fileprivate let fault: Fault
    /// How often each number is there.
    private let counts = Mutex<[Int: Int]>([:])

    init(fault: Fault = .none) {
        self.fault = fault
    }

    func open(_ killSwitch: KillSwitch) throws -> any Destination {
        PlaceDestination(place: self, killSwitch: killSwitch)
    }

    func delivered() throws -> [Int] {
        counts.withLock { counts in counts.flatMap { Array(repeating: $0.key, count: $0.value) } }
    }

    func envelope(number: Int) -> (json: String, id: EventID) {
        ("\(number)", EventID(high: 2, low: UInt64(number)))
    }

    func rejectedEnvelope(number: Int) -> (json: String, id: EventID)? {
        ("poison", EventID(high: 2, low: UInt64(number)))
    }

    fileprivate func store(_ numbers: [Int]) {
        counts.withLock { counts in
            for number in numbers {
                counts[number] = fault == .storesRepeatsTwice ? counts[number, default: 0] + 1 : 1
            }
        }
    }
}

/// One process's view of a ``RecordingPlace``.
private final class PlaceDestination: Destination {
    let name = "place"
    private let place: RecordingPlace
    private let killSwitch: KillSwitch
    private let held = Mutex<[Int]>([])

    init(place: RecordingPlace, killSwitch: KillSwitch) {
        self.place = place
        self.killSwitch = killSwitch
    }

    func deliver(_ batch: DeliveryBatch) async throws(DestinationError) {
        var numbers: [Int] = []
        for event in try await batch.events() {
            let record = event.record
            if let number = Int(String(decoding: record.bytes, as: UTF8.self)) {
                numbers.append(number)
            } else if place.fault == .dropsBatchesWithRejectedRecords {
                return
            } else {
                throw .recordRejected(record.offset, reason: "poison")
            }
        }
        if place.fault == .dropsTheLast { numbers = Array(numbers.dropLast()) }
        if place.fault == .confirmsBeforeStoring {
            let new = numbers
            numbers = held.withLock { held in
                defer { held = new }
                return held
            }
        }
        switch killSwitch.pass("store") {
        case .proceed: return place.store(numbers)
        case .failWithoutDoing: break
        case .doAndFail: place.store(numbers)
        }
        throw .unavailable(reason: "killed", retryAfter: nil)
    }
}
