import AuditEvents
import AuditServer
import AuditTesting
import Dispatch
import Testing

@Suite(.inTurn) struct BodyBudgetTests {
    private static let one = NetworkAddress(bits: 0xFFFF_7F00_0001)
    private static let other = NetworkAddress(bits: 0xFFFF_7F00_0002)

    @Test func whatFitsIsTakenAndWhatDoesNotTakesNothing() {
        let budget = BodyBudget(limitBytes: 100)
        #expect(budget.reserve(60, of: 60, from: Self.one))
        #expect(!budget.reserve(41, of: 41, from: Self.other))
        #expect(budget.reserve(40, of: 40, from: Self.other))
        #expect(!budget.reserve(1, of: 1, from: Self.one))
        budget.release(60, from: Self.one)
        #expect(budget.reserve(60, of: 60, from: Self.one))
        #expect(budget.usedBytes == 100)
    }

    @Test func oneAddressGetsItsShareAndNoMore() {
        let budget = BodyBudget(limitBytes: 100, shareBytes: 25)
        #expect(budget.reserve(25, of: 25, from: Self.one))
        #expect(!budget.reserve(1, of: 26, from: Self.one))
        #expect(budget.reserve(25, of: 25, from: Self.other))
        budget.release(1, from: Self.one)
        #expect(budget.reserve(1, of: 25, from: Self.one))
    }

    @Test func theLastQuarterIsForSmallBodies() {
        let budget = BodyBudget(limitBytes: 100, smallBodyBytes: 10)
        #expect(budget.reserve(75, of: 75, from: Self.one))
        #expect(!budget.reserve(1, of: 11, from: Self.other))
        #expect(budget.reserve(10, of: 10, from: Self.other))
    }

    @Test func threadsTogetherStayWithinTheLimit() {
        let budget = BodyBudget(limitBytes: 10)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<10_000 where budget.reserve(3, of: 3, from: Self.one) { budget.release(3, from: Self.one) }
        }
        #expect(budget.reserve(10, of: 10, from: Self.one))
        #expect(!budget.reserve(1, of: 1, from: Self.one))
    }
}
