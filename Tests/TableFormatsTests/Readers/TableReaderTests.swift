import AuditTesting
import Foundation
import Testing

/// What independent readers see in the files, value by value; `scripts/check-tables` runs them.
@Suite(.serialized, .inTurn)
struct TableReaderTests {
    @Test func readersSeeEveryValue() throws {
        let result = try SampleFiles().check()
        #expect(result.status == 0, "\(result.text)")
    }

    @Test func everyDamageIsShown() throws {
        let result = try SampleFiles(["golden", "vector"]).check(["--self-test"])
        #expect(result.status == 0, "\(result.text)")
    }

    /// Whatever the check says in words, its exit status must say it too.
    @Test(arguments: ["golden.parquet", "vector.qvd"])
    func aDamagedFileFailsTheCheck(_ name: String) throws {
        let files = try SampleFiles(["golden", "vector"])
        let sound = try files.check()
        #expect(sound.status == 0, "\(sound.text)")
        let value = name == "golden.parquet" ? Data("finance app".utf8) : Data([4, UInt8(ascii: "b"), 0])
        try files.damage(name) { $0.range(of: value).map { $0.lowerBound + 1 } }
        let damaged = try files.check()
        #expect(damaged.status == 1, "\(damaged.text)")
    }
}
