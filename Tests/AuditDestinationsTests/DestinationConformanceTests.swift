import AuditDestinations
import AuditTesting
import Testing

@Suite(.inTurn) struct DestinationConformanceTests {
    @Test func theJSONDestinationKeepsItsPromises() async throws {
        try await DestinationConformance { try JSONObjectDataPlace() }.run()
    }

    @Test func aGoodDestinationInMemoryKeepsItsPromises() async throws {
        try await DestinationConformance { RecordingPlace() }.run()
    }

    @Test(arguments: RecordingPlace.Fault.allCases.filter { $0 != .none })
    func theSuiteNoticesABrokenPromise(fault: RecordingPlace.Fault) async {
        await #expect(throws: ConformanceFailure.self) {
            try await DestinationConformance { RecordingPlace(fault: fault) }.run()
        }
    }
}
