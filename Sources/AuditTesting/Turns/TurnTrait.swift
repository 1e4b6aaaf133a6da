import Foundation
import Testing

/// Lets the tests of a suite take turns with those of all others, on threads of their own.
///
/// The testing library starts all tests of a process at once. Each would then wait for all others at each of its steps,
/// and what takes milliseconds alone would take minutes, longer than any timeout that a product has.
package struct TurnTrait: SuiteTrait, TestTrait, TestScoping {
    /// Test cases at once: those that wait for something leave the processors to others.
    private static let turnstile = Turnstile(places: max(4, 2 * ProcessInfo.processInfo.activeProcessorCount))

    /// Also for the tests of suites inside this one.
    package var isRecursive: Bool { true }

    /// A turn is for one case, not for all cases of a test and not for a suite.
    package func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? nil : self
    }

    /// Waits for a turn and runs the case.
    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await Self.turnstile.pass {
            try await withTaskExecutorPreference(TestThreads.shared) { try await function() }
        }
    }
}

extension Trait where Self == TurnTrait {
    /// Belongs on every suite; see ``TurnTrait``.
    package static var inTurn: Self { Self() }
}
