import AuditTesting
import MerkleLog
import Testing

@Suite(.inTurn) struct TreeHashTests {
    @Test func hashesAreThoseOfTheCertificateTransparencyVectors() {
        #expect(hex(.emptyTree) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hex(.leaf([])) == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(
            hex(.node(.leaf([]), .leaf([0x00]))) == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
        )
    }

    private func hex(_ hash: TreeHash) -> String {
        hash.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
