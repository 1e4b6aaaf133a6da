import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct TileCoordinateTests {
    @Test func pathsAreThoseOfTheSpecification() throws {
        let paths: [(TileCoordinate, String)] = [
            (TileCoordinate(.hashes(level: 0), index: 0), "tile/0/000"),
            (TileCoordinate(.hashes(level: 1), index: 999, width: 1), "tile/1/999.p/1"),
            (TileCoordinate(.hashes(level: 0), index: 1000), "tile/0/x001/000"),
            (TileCoordinate(.hashes(level: 63), index: 1_234_067), "tile/63/x001/x234/067"),
            (TileCoordinate(.entries, index: 1_234_067, width: 255), "tile/entries/x001/x234/067.p/255"),
            (
                TileCoordinate(.hashes(level: 63), index: TileCoordinate.maximumIndex, width: 255),
                "tile/63/x999/x999/x999/x999/x999/999.p/255"
            ),
        ]
        for (coordinate, path) in paths {
            #expect(coordinate.path == path)
            #expect(try TileCoordinate(path: path) == coordinate)
        }
    }

    @Test(arguments: [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x000", "tile/0/x000/000",
        "tile/0/000/001", "tile/0/x001/00", "tile/0/x001", "tile/0/x01/000", "tile/0/X001/000", "tile/0/-01",
        "tile/0/+01", "tile/64/000", "tile/00/000", "tile/01/000", "tile/-1/000", "tile/data/000", "tile/Entries/000",
        "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.P/1",
        "tile/0/000.p/1/", "tile/0/000.p/1/2", "tile/0/000/", "/tile/0/000", "tile//000", "tile/0//000",
        "tile/0/x001/x000/000/", "tile/0/.p/1", "tile/0/../0/000", "tile/0/000\0", "tile/0/000.p/1.p/1", "file/0/000",
        "tile/0/x001/x001/x001/x001/x001/x001/000", "tile/0/００１", "tile/18446744073709551616/000",
    ])
    func otherPathsAreRefused(path: String) {
        #expect(throws: TilePathError.self) { try TileCoordinate(path: path) }
    }

    @Test func aPathThatIsReadIsWrittenTheSameWay() throws {
        var random = SeededGenerator(seed: 5)
        let characters = Array("tile/entries/x0123456789.p/")
        var accepted = 0
        for _ in 0..<20_000 {
            let coordinate = TileCoordinate(
                Bool.random(using: &random) ? .entries : .hashes(level: Int.random(in: 0...63, using: &random)),
                index: UInt64.random(in: 0...TileCoordinate.maximumIndex, using: &random)
                    >> UInt64.random(in: 0..<60, using: &random),
                width: Int.random(in: 1...256, using: &random)
            )
            #expect(try TileCoordinate(path: coordinate.path) == coordinate)
            var path = Array(coordinate.path)
            path[Int.random(in: path.indices, using: &random)] = characters.randomElement(using: &random) ?? "x"
            do throws(TilePathError) {
                #expect(try TileCoordinate(path: String(path)).path == String(path))
                accepted += 1
            } catch {
                continue
            }
        }
        #expect(accepted > 0)
    }
}
