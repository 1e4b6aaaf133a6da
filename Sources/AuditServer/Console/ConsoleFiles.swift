/// The templates and assets that are part of the program, by their names.
///
/// SwiftPM embeds the folder `Resources` as bytes in the code, so that the program needs no folder beside it.
enum ConsoleFiles {
    /// A file for browsers.
    struct Asset: Sendable {
        let name: String
        let contentType: String
        let bytes: @Sendable () -> [UInt8]
    }

    static var templates: [(name: String, bytes: [UInt8])] {
        [
            ("accounts", PackageResources.accounts_mustache),
            ("coverage", PackageResources.coverage_mustache),
            ("datatable", PackageResources.datatable_mustache),
            ("event", PackageResources.event_mustache),
            ("eventtable", PackageResources.eventtable_mustache),
            ("health", PackageResources.health_mustache),
            ("layout", PackageResources.layout_mustache),
            ("login", PackageResources.login_mustache),
            ("overview", PackageResources.overview_mustache),
            ("password", PackageResources.password_mustache),
            ("problem", PackageResources.problem_mustache),
            ("reason", PackageResources.reason_mustache),
            ("search", PackageResources.search_mustache),
            ("session", PackageResources.session_mustache),
            ("sessions", PackageResources.sessions_mustache),
            ("sightings", PackageResources.sightings_mustache),
            ("unusual", PackageResources.unusual_mustache),
            ("usage", PackageResources.usage_mustache),
            ("welcome", PackageResources.welcome_mustache),
            ("zone", PackageResources.zone_mustache),
        ]
    }

    static let assets = [
        Asset(name: "console.css", contentType: "text/css; charset=utf-8") { PackageResources.console_css },
        Asset(name: "console.js", contentType: "text/javascript; charset=utf-8") { PackageResources.console_js },
        Asset(name: "mark.svg", contentType: "image/svg+xml") { PackageResources.mark_svg },
    ]
}
