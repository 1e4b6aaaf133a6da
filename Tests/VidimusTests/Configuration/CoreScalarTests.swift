import AuditTesting
import Testing
import vidimus

@Suite(.inTurn) struct CoreScalarTests {
    @Test(arguments: ["8181", "+8181", "0x1FF5", "0o17765", "8181.0", "8181.", "8.181e3", "81810E-1"])
    func aWholeNumberMayBeWrittenInEveryForm(text: String) throws {
        let configuration = try ConfigurationFixture.read("Butler-SOS: {auditEvents: {port: \(text)}}").get()
        #expect(configuration.ingest.port == 8181)
    }

    @Test(arguments: ["8_181", "1:2", "0b11", "0x", "1e", ".", "--1", "٨", "'8181'", "!!str 8181", "8181 1"])
    func otherTextIsNoNumber(text: String) {
        #expect(!ConfigurationFixture.problems("Butler-SOS: {auditEvents: {port: \(text)}}").isEmpty)
    }

    @Test(arguments: ["yes", "No", "on", "OFF", "y", "tRue", "'true'"])
    func onlyTrueAndFalseAreBoolean(text: String) {
        #expect(!ConfigurationFixture.problems("Butler-SOS: {auditEvents: {enable: \(text)}}").isEmpty)
    }

    @Test(arguments: ["no", "on", "'123'", "!!str 123", "1.2.3"])
    func textThatLooksLikeSomethingElseElsewhereIsText(text: String) throws {
        let configuration = try ConfigurationFixture.read("Vidimus: {data: \(text)}").get()
        #expect(["no", "on", "123", "1.2.3"].contains(configuration.dataDirectory))
    }
}
