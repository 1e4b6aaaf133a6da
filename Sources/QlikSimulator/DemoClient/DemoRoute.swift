/// What a request to the demo client asks for, by the path behind the virtual proxy's prefix.
enum DemoRoute: Sendable, Equatable {
    /// A file of the page: its path within the folder.
    case file([String])
    /// The page itself in an app, which the id names.
    case page(app: String, file: [String])
    /// `simulator/catalogue.json`.
    case catalogue
    /// `simulator/sign-in`.
    case signIn
    /// `simulator/settings.json`.
    case settings
    /// `simulator/data`.
    case data
    /// `simulator/export`.
    case export
    /// `qps/user`.
    case user
    /// Something else below `simulator/`.
    case unknown

    /// The file that stands for a folder.
    private static let index = "index.html"

    /// Finds the route; nil for paths that aren't the demo client's.
    init?(_ path: [String], endsWithSlash: Bool) {
        switch (path.first, path.dropFirst().first) {
        case ("demo", _): self = .file(Self.file(Array(path.dropFirst()), endsWithSlash))
        case ("sense", "app") where path.count >= 3:
            let rest = Array(path.dropFirst(3))
            let isFile = !endsWithSlash && rest.last?.contains(".") == true
            self = .page(app: path[2], file: isFile ? rest : [Self.index])
        case ("simulator", let name) where path.count <= 2:
            self =
                switch name {
                case "catalogue.json": .catalogue
                case "sign-in": .signIn
                case "settings.json": .settings
                case "data": .data
                case "export": .export
                default: .unknown
                }
        case ("simulator", _): self = .unknown
        case ("qps", "user") where path.count == 2: self = .user
        default: return nil
        }
    }

    /// Whether only somebody who is signed in gets an answer.
    var needsSession: Bool {
        switch self {
        case .settings, .data, .export, .user: true
        case .file, .page, .catalogue, .signIn, .unknown: false
        }
    }

    /// Whether `method` is the right one.
    func allows(_ method: String) -> Bool {
        switch self {
        case .signIn, .data, .export: method == "POST"
        case .file, .page, .catalogue, .settings, .user: method == "GET" || method == "HEAD"
        case .unknown: true
        }
    }

    private static func file(_ path: [String], _ endsWithSlash: Bool) -> [String] {
        path.isEmpty || endsWithSlash ? path + [index] : path
    }
}
