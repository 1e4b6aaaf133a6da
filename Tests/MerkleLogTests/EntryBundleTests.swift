import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct EntryBundleTests {
    @Test func entriesAreWrittenAsTheGoldenFileHasThem() throws {
        var bundle = EntryBundle()
        for leaf in Fixtures.leaves.prefix(7) { try bundle.append(leaf) }
        #expect(bundle.bytes == (try Fixtures.bytes("bundle")))
        let read = try EntryBundle(bytes: bundle.bytes, count: 7)
        #expect(read == bundle)
        #expect((0..<7).map { Array(read[$0]) } == Array(Fixtures.leaves.prefix(7)))
        let tile = try Tile(TileCoordinate(.hashes(level: 0), index: 0, width: 7), bytes: try Fixtures.bytes("tile"))
        #expect(read.leafHashes == tile.hashes)
    }

    @Test func anythingElseIsRefused() throws {
        let bytes = try Fixtures.bytes("bundle")
        #expect(throws: TileError.wrongEntryCount(expected: 8, found: 7)) { try EntryBundle(bytes: bytes, count: 8) }
        #expect(throws: TileError.trailingBytes(count: 2)) { try EntryBundle(bytes: bytes + [0, 0], count: 7) }
        for length in bytes.indices {
            #expect(throws: TileError.self) { try EntryBundle(bytes: Array(bytes.prefix(length)), count: 7) }
        }
        #expect(throws: TileError.truncatedEntry(entry: 0)) { try EntryBundle(bytes: [0xFF, 0xFF, 1], count: 1) }
        var bundle = EntryBundle()
        #expect(throws: TileError.entryTooLong(byteCount: 65_536, limit: 65_535)) {
            try bundle.append([UInt8](repeating: 0, count: 65_536))
        }
        try bundle.append([UInt8](repeating: 7, count: 65_535))
        #expect(try EntryBundle(bytes: bundle.bytes, count: 1)[0].count == 65_535)
    }

    @Test func aTileHasExactlyItsHashes() throws {
        let bytes = try Fixtures.bytes("tile")
        let coordinate = TileCoordinate(.hashes(level: 0), index: 0, width: 7)
        #expect(try Tile(coordinate, bytes: bytes).bytes == bytes)
        for count in [0, 31, 32, 223, 225, 256] {
            let other = Array((bytes + bytes).prefix(count))
            #expect(throws: TileError.wrongByteCount(coordinate, expected: 224, found: count)) {
                try Tile(coordinate, bytes: other)
            }
        }
    }

    @Test func anyBytesAreReadOrRefused() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 0...8, using: &random)
            }
            let count = Int.random(in: 1...8, using: &random)
            do throws(TileError) {
                let bundle = try EntryBundle(bytes: bytes, count: count)
                #expect(bundle.bytes == bytes && bundle.count == count)
            } catch {
                continue
            }
        }
    }
}
