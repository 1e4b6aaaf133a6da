/// Everything that can be asked of the console: the one table that the router and the navigation are made of.
package enum ConsoleRoutes {
    /// All routes.
    package static let all: [ConsoleRoute] =
        AssetPages.routes + SignInPages.routes + WelcomePages.routes + PersonalPages.routes + AccountPages.routes
        + OverviewPage.routes + SearchPage.routes + EventPage.routes + SessionPages.routes + SeenPage.routes
        + ExportPages.routes + PicturePages.routes + UsagePage.routes + UnusualPage.routes + HealthPages.routes

    /// Whether somebody with `role` may use the route of this name.
    static func allows(_ role: ConsoleRole?, _ name: String) -> Bool {
        all.contains { $0.name == name && $0.access.allows(role) }
    }
}
