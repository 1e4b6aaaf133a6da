import AuditTesting
import TableFormats
import TableSamples
import Testing

/// The symbols of every type of column, byte for byte.
@Suite(.inTurn) struct QVDSymbolTests {
    @Test func textsAreSymbolsInOrderOfFirstAppearance() throws {
        let file = try QVDSupport.file([QVDSupport.texts(["b", "", "a", "b", "é", "e\u{301}", "a"])])
        let wanted = ["b", "", "a", "é", "e\u{301}"].flatMap(QVDSupport.symbol)
        #expect(QVDSupport.symbols(file) == wanted)
    }

    @Test func aZeroCharacterBecomesVisibleAndStaysOneSymbol() throws {
        let file = try QVDSupport.file([QVDSupport.texts(["a\0b", "a\u{2400}b", "\0", "a\0b"])])
        #expect(QVDSupport.symbols(file) == QVDSupport.symbol("a\u{2400}b") + QVDSupport.symbol("\u{2400}"))
        #expect(QVDSupport.elements("String", in: QVDSupport.split(file).header) == ["$text"])
    }

    @Test func manyTextsAreFoundAgain() throws {
        // Lengths around the 8 and 16 byte steps of hashing and comparing, each twice.
        var generator = SeededGenerator(seed: 11)
        let texts = (0..<20_000).map { index in
            String(String(generator.next(), radix: 36).prefix(index % 13)) + String(repeating: "x", count: index % 40)
        }
        let distinct = texts.reduce(into: (seen: Set<String>(), order: [String]())) { found, text in
            if found.seen.insert(text).inserted { found.order.append(text) }
        }.order
        let file = try QVDSupport.file([QVDSupport.texts(texts + texts.reversed())])
        #expect(QVDSupport.symbols(file) == distinct.flatMap(QVDSupport.symbol))
    }

    @Test func integersAreAsWideAsTheyNeed() throws {
        let exact: Int64 = 9_007_199_254_740_992
        let values: [Int64] = [7, -1, 2_147_483_648, exact, exact + 1, 7, .min]
        let file = try QVDSupport.file([QVDSupport.integers(values)])
        let wanted: [UInt8] =
            [
                1, 7, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0, 0, 0, 0, 0xE0, 0x41, 2, 0, 0, 0, 0, 0, 0, 0x40,
                0x43,
            ]
            + QVDSupport.symbol("9007199254740993") + QVDSupport.symbol("-9223372036854775808")
        #expect(QVDSupport.symbols(file) == wanted)
        #expect(QVDSupport.elements("String", in: QVDSupport.split(file).header).isEmpty)
    }

    @Test func bothZerosAreOneNumber() throws {
        var rows = TableRows(schema: TableSchema(name: "T", columns: [ColumnDefinition("x", .number)]))
        for value in [0.0, -0.0, 1] { rows.appendRow { $0[0].append(value) } }
        let one: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        #expect(try QVDSupport.symbols(QVDSupport.file([rows])) == [2, 0, 0, 0, 0, 0, 0, 0, 0] + one)
    }

    @Test func trueIsMinusOne() throws {
        var rows = TableRows(schema: TableSchema(name: "T", columns: [ColumnDefinition("x", .boolean)]))
        for value in [true, false, true] { rows.appendRow { $0[0].append(value) } }
        let file = try QVDSupport.file([rows])
        #expect(QVDSupport.symbols(file) == [1, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0])
        #expect(QVDSupport.elements("String", in: QVDSupport.split(file).header) == ["$numeric", "$integer"])
    }

    @Test func daysAreDualIntegers() throws {
        let file = try QVDSupport.file([QVDSupport.integers([0, -25_570, 2_932_896], type: .day)])
        let wanted: [UInt8] =
            [5, 0xE1, 0x63, 0, 0] + Array("19700101\0".utf8) + [5, 0xFF, 0xFF, 0xFF, 0xFF] + Array("18991229\0".utf8)
            + [5, 0x81, 0x24, 0x2D, 0] + Array("99991231\0".utf8)
        #expect(QVDSupport.symbols(file) == wanted)
        let header = QVDSupport.split(file).header
        #expect(QVDSupport.elements("String", in: header) == ["$numeric", "$integer", "$timestamp", "$date"])
        #expect(QVDSupport.elements("Fmt", in: header) == ["YYYYMMDD"])
    }

    @Test func daysAndMomentsWithoutASerialAreText() throws {
        let days = try QVDSupport.file([QVDSupport.integers([-719_163, 2_932_897], type: .day)])
        #expect(QVDSupport.symbols(days) == QVDSupport.symbol("0000-12-31") + QVDSupport.symbol("+10000-01-01"))
        #expect(QVDSupport.elements("String", in: QVDSupport.split(days).header) == ["$ascii", "$text"])
        let moments = try QVDSupport.file([QVDSupport.integers([0, 253_402_300_800_000], type: .timestamp)])
        #expect(QVDSupport.symbols(moments).suffix(27) == QVDSupport.symbol("+10000-01-01 00:00:00.000")[...])
        #expect(QVDSupport.elements("String", in: QVDSupport.split(moments).header).isEmpty)
        #expect(QVDSupport.elements("Type", in: QVDSupport.split(moments).header) == ["TIMESTAMP"])
    }
}
