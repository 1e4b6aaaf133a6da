import AuditServer
import Dispatch
import Testing

@Suite struct BodyBudgetTests {
    @Test func whatFitsIsTakenAndWhatDoesNotTakesNothing() {
        let budget = BodyBudget(limitBytes: 100)
        #expect(budget.reserve(60))
        #expect(!budget.reserve(41))
        #expect(budget.reserve(40))
        #expect(!budget.reserve(1))
        budget.release(60)
        #expect(budget.reserve(60))
    }

    @Test func threadsTogetherStayWithinTheLimit() {
        let budget = BodyBudget(limitBytes: 10)
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            for _ in 0..<10_000 where budget.reserve(3) { budget.release(3) }
        }
        #expect(budget.reserve(10))
        #expect(!budget.reserve(1))
    }
}
