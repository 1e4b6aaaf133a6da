import Foundation

/// What a page wants to know of a chart, checked against the catalogue.
struct DemoRequest: Sendable {
    /// The app.
    let app: SimulatedApp
    /// The chart in it.
    let object: SimulatedObject
    /// What is selected in the app.
    let selections: [SelectedField]
    /// Size of a picture; nil when none is given.
    let size: ExportSize?

    /// Reads the JSON of a request.
    ///
    /// - Throws: ``DemoRequestError`` when it isn't the JSON that is documented or names what isn't in the catalogue.
    init(_ body: [UInt8], in site: SimulatedSite) throws(DemoRequestError) {
        let members: Members
        do {
            members = try JSONDecoder().decode(Members.self, from: Data(body))
        } catch {
            throw DemoRequestError("The body isn't the JSON that is documented.")
        }
        guard let app = site.apps.first(where: { $0.id.description == members.app.lowercased() }) else {
            throw DemoRequestError("There is no such app.")
        }
        let sheets = app.sheets.filter { members.sheet == nil || $0.id.description == members.sheet?.lowercased() }
        guard let object = sheets.lazy.flatMap(\.objects).first(where: { $0.id == members.object }) else {
            throw DemoRequestError("There is no such object there.")
        }
        self.app = app
        self.object = object
        selections = try Self.selections(members.selections ?? [], in: app)
        size = try Self.size(members.width, members.height)
    }

    private static func selections(
        _ wanted: [Selection],
        in app: SimulatedApp
    ) throws(DemoRequestError) -> [SelectedField] {
        var selections: [SelectedField] = []
        for selection in wanted {
            guard let field = app.fields.firstIndex(where: { $0.name == selection.field }) else {
                throw DemoRequestError("There is no such field.")
            }
            guard !selections.contains(where: { $0.field == field }) else {
                throw DemoRequestError("A field is named once.")
            }
            var values: Set<Int> = []
            for value in selection.values {
                guard let index = app.fields[field].values.firstIndex(of: value) else {
                    throw DemoRequestError("There is no such value in the field.")
                }
                values.insert(index)
            }
            guard !values.isEmpty else { throw DemoRequestError("A selection has at least one value.") }
            selections.append(SelectedField(field: field, values: values.sorted()))
        }
        return selections
    }

    private static func size(_ width: Int?, _ height: Int?) throws(DemoRequestError) -> ExportSize? {
        guard let width, let height else { return nil }
        let pixels = 1...ExportSize.maximum
        guard pixels.contains(width), pixels.contains(height) else {
            throw DemoRequestError("A picture has 1 to \(ExportSize.maximum) pixels in each direction.")
        }
        return ExportSize(width: width, height: height)
    }

    private struct Members: Decodable {
        let app: String
        let sheet: String?
        let object: String
        let selections: [Selection]?
        let width: Int?
        let height: Int?
    }

    private struct Selection: Decodable {
        let field: String
        let values: [String]
    }
}
