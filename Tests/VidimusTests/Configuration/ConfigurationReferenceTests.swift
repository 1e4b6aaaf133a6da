import AuditTesting
import Testing
import vidimus

@Suite(.inTurn) struct ConfigurationReferenceTests {
    @Test(arguments: ["Examples/vidimus.yaml", "Examples/butler-sos-compatible.yaml", "Examples/influxdb.yaml"])
    func theExamplesAreReadWithoutAProblem(path: String) throws {
        let environment = ["INFLUXDB_TOKEN": "t", "VIDIMUS_API_TOKEN": "u", "VIDIMUS_HR_TOKEN": "v"]
        let text = try ConfigurationFixture.repositoryFile(path)
        let result = ConfigurationFile.read(text: text, path: path, environment: environment) { _ in "secret\n" }
        if case .failure(let problems) = result { Issue.record("\(problems)") }
    }

    @Test func theCompleteExampleShowsEveryKey() throws {
        let lines = try ConfigurationFixture.repositoryFile("Examples/vidimus.yaml").split(separator: "\n")
        let names = Set(
            lines.map { line in
                let text = line.drop { " #-".contains($0) }
                return String(text.prefix { $0 != ":" })
            }
        )
        for (path, key) in ConfigurationReference.keys() where !names.contains(key.name) {
            Issue.record("Examples/vidimus.yaml lacks \(path)")
        }
    }

    @Test func theReferenceHasExactlyTheRowsOfTheSchema() throws {
        let text = try ConfigurationFixture.repositoryFile("docs/configuration.md")
        let written = text.split(separator: "\n").map(String.init).filter {
            $0.hasPrefix("| `Butler-SOS") || $0.hasPrefix("| `Vidimus")
        }
        let expected = ConfigurationReference.rows()
        for row in expected where !written.contains(row) { Issue.record("docs/configuration.md lacks: \(row)") }
        for row in written where !expected.contains(row) {
            Issue.record("docs/configuration.md has a stale row: \(row)")
        }
        #expect(written.count == expected.count)
    }

    @Test func everyDefaultIsAllowedByItsOwnShape() {
        for (path, key) in ConfigurationReference.keys() {
            switch (key.fallback, key.shape) {
            case (.boolean, .boolean), (.required, _), (.requiredWhen, _), (.described, _): break
            case (.number(let value), .integer(let range)): #expect(range.contains(Int(value)), "\(path)")
            case (.number(let value), .number(let range)): #expect(range.contains(value), "\(path)")
            case (.number(let value), .numberChoice(let numbers)): #expect(numbers.contains(Int(value)), "\(path)")
            case (.text(let value), .choice(let words)): #expect(words.contains(value), "\(path)")
            case (.text(let value), .text(let rule)): #expect(rule.problem(value) == nil, "\(path)")
            default: Issue.record("the default of \(path) has another type than the key")
            }
        }
    }
}
