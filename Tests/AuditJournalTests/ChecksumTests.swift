import AuditTesting
import CChecksum
import Testing

@Suite(.inTurn) struct ChecksumTests {
    @Test func theChecksumIsCastagnoli() {
        let digits = Array("123456789".utf8)
        #expect(vidimus_crc32c(0, digits, digits.count) == 0xE306_9283)
        #expect(vidimus_crc32c_portable(0, digits, digits.count) == 0xE306_9283)
        let zeros = [UInt8](repeating: 0, count: 32)
        #expect(vidimus_crc32c(0, zeros, 32) == 0x8A91_36AA)
    }

    @Test func instructionAndTableAgreeAtEveryLengthAndAlignment() {
        var generator = SeededGenerator(seed: 7)
        let bytes = (0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            for alignment in 0..<9 {
                for count in 0..<200 {
                    let fast = vidimus_crc32c(UInt32(count), start + alignment, count)
                    #expect(fast == vidimus_crc32c_portable(UInt32(count), start + alignment, count))
                }
            }
        }
    }

    @Test func partsContinueToTheWhole() {
        let bytes = (0..<100).map { UInt8($0) }
        let whole = vidimus_crc32c(0, bytes, 100)
        for cut in 0...100 {
            let first = vidimus_crc32c(0, bytes, cut)
            let both = bytes[cut...].withUnsafeBytes { vidimus_crc32c(first, $0.baseAddress, 100 - cut) }
            #expect(both == whole)
        }
    }
}
