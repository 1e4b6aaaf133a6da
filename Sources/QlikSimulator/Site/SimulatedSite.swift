/// A Qlik Sense site with apps and people, the same on every machine.
///
/// The site itself has no chance in it: apps, ids and people never change, so that events of different runs are about
/// the same things. Chance comes in with the seed of a ``SimulatedUserSession``.
package struct SimulatedSite: Sendable {
    /// The apps.
    package let apps: [SimulatedApp]

    /// Scheme, host and virtual proxy that screenshots are fetched from.
    package let baseURL: String

    /// Creates the site; `baseURL` has no slash at its end.
    package init(baseURL: String = "https://qlik.example.com/analytics") {
        self.apps = [Catalogue.salesPulse(), Catalogue.hrOverview(), Catalogue.creditRisk()]
        self.baseURL = baseURL
    }

    /// The person with this number, counted from 0; there are ``People/count`` different ones, then they repeat.
    package func user(_ number: Int) -> SimulatedUser {
        People.person(number)
    }
}
