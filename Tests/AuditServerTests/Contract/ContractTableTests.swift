import AuditTesting
import Testing

/// The compatibility table, row by row, over real sockets.
@Suite(.inTurn) struct ContractTableTests {
    @Test(arguments: ContractRow.all)
    func theRowHolds(row: ContractRow) async throws {
        try await IngestHarness.run(row.profile.settings) { server in
            for (index, step) in row.steps.enumerated() {
                let call = step.call
                let answer = try server.request(
                    call.method,
                    call.path,
                    headers: call.headers,
                    token: call.token,
                    contentType: call.contentType,
                    body: call.body
                )
                let comment = Comment(rawValue: "\(row.testDescription), request \(index + 1): \(answer)")
                #expect(answer.code == step.status, comment)
                for fact in step.facts { fact.check(answer, comment) }
            }
        }
    }

    /// Row 159 needs TLS and stands in `TLSTests`; rows 171 and 172 are about an event that is accepted before it is
    /// stored, or without being stored, which cannot happen here: an event is durable, or the answer is 503.
    @Test func noRowOfTheTableIsMissing() {
        let numbers: Set<Int> = [
            1, 3, 4, 6, 7, 9, 10, 12, 13, 15, 16, 18, 19, 21, 22, 24, 25, 27, 28, 30, 31, 33, 34, 36, 37, 39, 40, 42,
            43, 45, 46, 48, 49, 51, 52, 54, 55, 57, 58, 60, 61, 63, 64, 66, 67, 69, 70, 72, 73, 75, 76, 78, 79, 81, 82,
            84, 85, 87, 88, 90, 91, 93, 94, 96, 97, 99, 100, 102, 103, 105, 106, 108, 109, 111, 112, 114, 115, 117,
            118, 120, 121, 123, 124, 126, 127, 129, 130, 132, 133, 135, 136, 138, 139, 141, 142, 144, 145, 147, 148,
            150, 151, 153, 154, 156, 157, 160, 162, 163, 165, 166, 168, 169,
        ]
        #expect(Set(ContractRow.all.map(\.number)) == numbers)
        #expect(ContractRow.all.count == numbers.count)
    }
}
