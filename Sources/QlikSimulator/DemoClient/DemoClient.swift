/// What a site serves to people who look at it in a browser: a page, and what the page asks.
///
/// Everything stands below the prefix of each virtual proxy. The endpoints are described in docs/qlik-simulator.md.
package struct DemoClient: Sendable {
    /// The apps and people.
    let people: SimulatedSite

    /// The files of the page.
    let files: DemoFiles

    /// Where the extension in the page posts, such as `http://127.0.0.1:8787`.
    let endpoint: String

    /// The token that it posts with.
    let key: String

    /// Describes the page of a site.
    package init(people: SimulatedSite, files: DemoFiles, endpoint: String, key: String) {
        self.people = people
        self.files = files
        self.endpoint = endpoint
        self.key = key
    }
}
