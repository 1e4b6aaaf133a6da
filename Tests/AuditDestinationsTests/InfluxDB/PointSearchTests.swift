import AuditDestinations
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct PointSearchTests {
    private func points(_ count: Int) -> [EncodedPoint] {
        (0..<count).map { EncodedPoint(offset: JournalOffset(UInt64($0)), line: Array("p\($0)".utf8)) }
    }

    /// Runs a search against a database that refuses these points; returns rejected offsets and requests.
    private func run(
        _ count: Int,
        bad: Set<Int>,
        naming: (_ positions: Set<Int>) -> Set<Int> = { _ in [] }
    ) -> (rejected: [UInt64], requests: Int, sent: Int) {
        var search = PointSearch(points(count), maximumBytes: 1 << 20)
        var requests = 0
        var sent = 0
        while let lines = search.nextLines {
            requests += 1
            sent += lines.count
            let numbers = lines.map { Int(String(decoding: $0.dropFirst(), as: UTF8.self)) ?? -1 }
            let positions = Set(numbers.indices.filter { bad.contains(numbers[$0]) })
            if positions.isEmpty {
                search.stored()
            } else {
                search.refused(InfluxDBRefusal(reason: "no", named: naming(positions)))
            }
        }
        return (search.rejections.map(\.offset.rawValue).sorted(), requests, sent)
    }

    @Test func withoutRefusalsOneRequestIsEnough() {
        #expect(run(1000, bad: []) == ([], 1, 1000))
    }

    @Test func oneUnnamedPointIsFoundInLogarithmicallyManyRequests() {
        for bad in [0, 1, 499, 999] {
            let (rejected, requests, sent) = run(1000, bad: [bad])
            #expect(rejected == [UInt64(bad)])
            #expect(requests <= 21)
            #expect(sent <= 3_010)
        }
    }

    @Test func namedPointsCostTwoRequestsEach() {
        let (rejected, requests, _) = run(1000, bad: [3, 500]) { $0 }
        #expect(rejected == [3, 500])
        #expect(requests == 4)
    }

    @Test func aWrongNameIsNoVerdict() {
        // The database blames its first line, whatever is wrong.
        let (rejected, requests, _) = run(64, bad: [40]) { _ in [0] }
        #expect(rejected == [40])
        #expect(requests < 140)
        #expect(run(8, bad: [1]) { _ in [99, -3] }.rejected == [1])
    }

    @Test func allPointsMayBeBad() {
        #expect(run(33, bad: Set(0..<33)).rejected == (0..<33).map { UInt64($0) })
        #expect(run(33, bad: Set(0..<33)) { $0 }.rejected.count == 33)
    }

    @Test func pointsBeyondTheRetentionAreRejectedTogether() {
        var search = PointSearch(points(500), maximumBytes: 1 << 20)
        search.refused(InfluxDBRefusal(reason: "old", expired: 500))
        #expect(search.nextLines == nil)
        #expect(search.rejections.count == 500)
    }

    @Test func requestsAreBoundedInBytesAndHalvedWhereThatIsTooMuch() {
        var search = PointSearch(points(10), maximumBytes: 9)
        #expect(search.nextLines?.count == 3)
        search.tooLarge(reason: "413")
        #expect(search.nextLines?.count == 1)
        search.tooLarge(reason: "413")
        #expect(search.rejections == [RecordRejection(offset: JournalOffset(0), reason: "413")])
        #expect(search.nextLines?.count == 2)
        // A single line may be larger than the bound.
        #expect(PointSearch(points(2), maximumBytes: 1).nextLines?.count == 1)
    }
}
