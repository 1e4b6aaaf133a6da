import AuditTesting
import Crypto
import Foundation
import MerkleLog
import Testing

@Suite(.inTurn) struct TreeHashTests {
    /// Roots of the reference trees of Certificate Transparency with 0 to 8 leaves.
    private static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test func rootsAreThoseOfTheCertificateTransparencyVectors() {
        var grower = TreeGrower()
        #expect(hex(grower.root) == Self.roots[0])
        for (leaf, root) in zip(Fixtures.leaves, Self.roots.dropFirst()) {
            grower.append(.leaf(leaf))
            #expect(hex(grower.root) == root)
        }
    }

    @Test func aLeafIsHashedWhereverItLies() {
        let entry = Array("an entry".utf8)
        let expected = TreeHash(bytes: Array(SHA256.hash(data: [0x00] + entry)))
        #expect(TreeHash.leaf(entry) == expected)
        #expect(TreeHash.leaf(entry[...]) == expected)
        #expect(TreeHash.leaf(AnySequence(entry)) == expected)
        #expect(entry.withUnsafeBytes { TreeHash.leaf($0) } == expected)
    }

    @Test func onlyThirtyTwoBytesAreAHash() {
        let hash = TreeHash.leaf([1, 2, 3])
        #expect(TreeHash(bytes: hash.bytes) == hash)
        #expect(TreeHash(bytes: hash.bytes.dropLast()) == nil)
        #expect(TreeHash(bytes: hash.bytes + [0]) == nil)
        #expect(TreeHash(base64: hash.base64) == hash)
        #expect(hash.base64 == Data(hash.bytes).base64EncodedString())
        #expect(TreeHash(base64: String(hash.base64.dropLast())) == nil)
        #expect(TreeHash(base64: "") == nil)
    }

    private func hex(_ hash: TreeHash) -> String {
        hash.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
