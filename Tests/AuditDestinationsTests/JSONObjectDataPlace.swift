import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation

/// The JSON destination over a real directory, for the conformance suite.
///
/// Every other envelope shares its file name with the one before it.
struct JSONObjectDataPlace: DestinationPlace {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    func open(_ killSwitch: KillSwitch) throws -> any Destination {
        JSONObjectDataDestination(
            directory: FaultyPublishingDirectory(
                PosixPublishingDirectory(path: directory.path),
                killSwitch: killSwitch
            ),
            tags: .none
        )
    }

    func delivered() throws -> [Int] {
        try directory.names().filter { TemporaryName($0) == nil }.map { name in
            guard name.hasSuffix(".json") else { throw UnexpectedFile(name: name) }
            return try JSONDecoder().decode(File.self, from: Data(try directory.text(name).utf8)).objectData.number
        }
    }

    func leftovers() throws -> [String] {
        try directory.names().filter { TemporaryName($0) != nil }
    }

    func envelope(number: Int) -> (json: String, id: EventID) {
        let id = EventID(high: 1, low: UInt64(number))
        return (ObjectDataEvents.envelope(number, id: ObjectDataEvents.identifier(number / 2)), id)
    }

    func rejectedEnvelope(number: Int) -> (json: String, id: EventID)? {
        ("{\"objectData\"", EventID(high: 1, low: UInt64(number)))
    }

    private struct File: Decodable {
        let objectData: ObjectData
        struct ObjectData: Decodable {
            let number: Int
        }
    }

    private struct UnexpectedFile: Error {
        let name: String
    }
}
