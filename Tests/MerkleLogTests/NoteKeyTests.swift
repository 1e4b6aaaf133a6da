import AuditTesting
import Crypto
import MerkleLog
import Testing

@Suite(.inTurn) struct NoteKeyTests {
    @Test func keysAreThoseOfTheGoldenFile() throws {
        let keys = try Fixtures.keys()
        #expect(try NoteVerifier(keys[0]).text == keys[0])
        #expect(try NoteVerifier(keys[2]).text == keys[2])
        let log = try NoteSigner(keys[1])
        #expect(log.text == keys[1] && log.verifier.text == keys[0] && "\(log)" == keys[0])
        let witness = try Cosigner(keys[3])
        #expect(witness.text == keys[3] && witness.verifier.text == keys[2] && "\(witness)" == keys[2])
        #expect(log.verifier.type == .note && witness.verifier.type == .cosignature)
        #expect(log.verifier.id.hexadecimal == "86617d36")
    }

    @Test func oneKeyHasAnotherIDForEachTypeAndName() throws {
        let key = Curve25519.Signing.PrivateKey()
        let name = try #require(KeyName("a"))
        let other = try #require(KeyName("b"))
        let signers = [NoteSigner(name: name, key: key).verifier, NoteSigner(name: other, key: key).verifier]
        #expect(Set(signers + [Cosigner(name: name, key: key).verifier]).count == 3)
        #expect(Set((signers + [Cosigner(name: name, key: key).verifier]).map(\.id.number)).count == 3)
    }

    @Test func everyPartAndEveryChangeOfAKeyIsRefused() throws {
        for (position, key) in try Fixtures.keys().enumerated() {
            func isRead(_ text: String) -> Bool {
                do throws(KeyError) {
                    switch position {
                    case 1: _ = try NoteSigner(text)
                    case 3: _ = try Cosigner(text)
                    default: _ = try NoteVerifier(text)
                    }
                    return true
                } catch {
                    return false
                }
            }
            #expect(isRead(key))
            let bytes = Array(key.utf8)
            for start in bytes.indices {
                for end in start...bytes.count where end - start < bytes.count {
                    let part = String(decoding: bytes[start..<end], as: UTF8.self)
                    if isRead(part) { Issue.record("\(part) of \(key)") }
                }
                for difference in [1, 0x20, 0x80] as [UInt8] {
                    var changed = bytes
                    changed[start] ^= difference
                    #expect(!isRead(String(decoding: changed, as: UTF8.self)))
                }
            }
            #expect(!isRead(key + "\n"))
            #expect(!isRead(" " + key))
        }
    }

    @Test func errorsSayWhatIsWrong() throws {
        let keys = try Fixtures.keys()
        #expect(throws: KeyError.wrongType(.note)) { try Cosigner(keys[1]) }
        #expect(throws: KeyError.wrongType(.cosignature)) { try NoteSigner(keys[3]) }
        #expect(throws: KeyError.malformed) { try NoteVerifier("nothing") }
        #expect(throws: KeyError.unknownType(6)) {
            try NoteVerifier("a+00000000+\(StrictBase64.text(of: [6] + [UInt8](repeating: 0, count: 32)))")
        }
        #expect(throws: KeyError.wrongByteCount(33)) {
            try NoteVerifier("a+00000000+\(StrictBase64.text(of: [1] + [UInt8](repeating: 0, count: 33)))")
        }
        #expect(throws: KeyError.invalidName) { try NoteVerifier("a b" + keys[0].dropFirst(17)) }
        let wrong = keys[0].replacing("86617d36", with: "86617d37")
        let id = try NoteVerifier(keys[0]).id
        #expect(throws: KeyError.wrongKeyID(expected: id)) { try NoteVerifier(wrong) }
        #expect(!"\(KeyError.wrongKeyID(expected: id))".contains(keys[0].dropFirst(30)))
    }

    @Test func namesAreComparedByTheirBytes() throws {
        let composed = try #require(KeyName("gr\u{FC}n"))
        let decomposed = try #require(KeyName("gru\u{308}n"))
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        let refused = [
            "", " ", "a b", "a+b", "a\nb", "a\tb", "a\u{1}b", "a\u{A0}b", "a\u{2003}b", "a\u{85}b", "a\u{3000}",
            String(repeating: "a", count: 256),
        ]
        for name in refused { #expect(KeyName(name) == nil, "\(name)") }
        #expect(KeyName(String(repeating: "a", count: 255)) != nil)
    }
}
