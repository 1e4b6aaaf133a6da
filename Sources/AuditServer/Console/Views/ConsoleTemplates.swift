import Mustache

/// The templates of all pages, read once.
///
/// A page is rendered in two steps: its own template into the content, and `layout` around it. Only `{{{…}}}` of that
/// content, and of SVG drawn from numbers, goes out unescaped.
struct ConsoleTemplates: Sendable {
    private let library: MustacheLibrary

    /// Reads the templates that are part of the program.
    init() {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        var library = MustacheLibrary()
        for (name, bytes) in ConsoleFiles.templates {
            // In front of each one, since partials begin anew: none can forget it.
            let text = "{{% CONTENT_TYPE:\(HTMLText.name)}}" + String(decoding: bytes, as: UTF8.self)
            do {
                try library.register(text, named: name)
            } catch {
                preconditionFailure("template \(name) can be read: \(error)")
            }
        }
        self.library = library
    }

    /// Fills a template with a model.
    func render(_ name: String, _ model: some Sendable) -> String {
        guard let text = library.render(model, withTemplate: name) else {
            preconditionFailure("there is a template \(name)")
        }
        return text
    }
}
