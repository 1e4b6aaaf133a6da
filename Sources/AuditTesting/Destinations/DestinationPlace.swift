import AuditDestinations
import AuditEvents

/// What a destination has to bring along to be run through ``DestinationConformance``.
package protocol DestinationPlace: Sendable {
    /// Opens the destination over this place as a starting process does; each durable step asks `killSwitch` first.
    func open(_ killSwitch: KillSwitch) throws -> any Destination

    /// Looks into the place from outside, with a reader's eyes: numbers of the envelopes there, each as often as it is.
    ///
    /// Throws when the place holds anything that no reader should see, such as half a file.
    func delivered() throws -> [Int]

    /// What a restart should have cleaned up, such as temporary files.
    func leftovers() throws -> [String]

    /// An acceptable envelope; every number has other content, by which ``delivered()`` knows it.
    func envelope(number: Int) -> (json: String, id: EventID)

    /// An envelope that the destination can never store, or nil if there is none.
    func rejectedEnvelope(number: Int) -> (json: String, id: EventID)?
}

extension DestinationPlace {
    /// Nothing is ever left over.
    package func leftovers() throws -> [String] { [] }

    /// Nothing is rejected.
    package func rejectedEnvelope(number: Int) -> (json: String, id: EventID)? { nil }
}
