import HTTPTypes

/// Why there is no other page.
struct ProblemView: Sendable {
    let title: String
    let message: String
    let status: Int

    init(_ problem: ConsoleProblem) {
        title = problem.title
        message = problem.message
        status = problem.status.code
    }
}
