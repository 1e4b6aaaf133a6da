import Hummingbird

extension ConsoleServices {
    /// A whole page: `model` in the template `name`, inside the frame.
    func page(
        _ name: String,
        _ model: some Sendable,
        title: String,
        current: String? = nil,
        for request: ConsoleRequest,
        status: HTTPResponse.Status = .ok,
        shown: ShownContents = ShownContents()
    ) -> ConsoleAnswer {
        let content = templates.render(name, model)
        let frame = PageFrame(
            title: title,
            current: current,
            content: content,
            request: request,
            version: sources.version
        )
        return .page(templates.render("layout", frame), status: status, shown: shown)
    }

    /// The page that says why there is no other.
    func page(of problem: ConsoleProblem, for request: ConsoleRequest) -> ConsoleAnswer {
        page("problem", ProblemView(problem), title: problem.title, for: request, status: problem.status)
    }
}
