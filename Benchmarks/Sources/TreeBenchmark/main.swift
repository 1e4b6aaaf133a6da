import Crypto
import MerkleLog

// Usage: TreeBenchmark [LEAVES]
//
// Measures on one core, in processor time, with LEAVES leaves (default 1,000,000) and a checkpoint every 2,000 of them:
// appending leaves with and without entry bundles, making and verifying proofs, signing and verifying checkpoints.

let leaves = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 1_000_000
let proofCount = 100_000
guard let name = KeyName("bench.example/log"), leaves > 1 else { preconditionFailure("at least two leaves") }

for round in 1...3 {
    var log = SampleLog()
    try ProcessorTime.measure("append, tiles, round \(round)", count: leaves) {
        try log.append(leaves, bundles: false, keeping: false)
    }
    log = SampleLog()
    try ProcessorTime.measure("append, tiles and bundles, round \(round)", count: leaves) {
        try log.append(leaves, bundles: true, keeping: false)
    }
    print("    \(log.writtenBytes / leaves) bytes written for each leaf")
}

var log = SampleLog()
try log.append(leaves, bundles: false, keeping: true)
let root = log.grower.root
var generator = SystemRandomNumberGenerator()
let indices = (0..<proofCount).map { _ in UInt64.random(in: 0..<UInt64(leaves), using: &generator) }
var proofs: [InclusionProof] = []

ProcessorTime.measure("inclusion proofs, neighbours", count: proofCount) {
    var maker = log.maker()
    for index in 0..<proofCount { proofs.append(maker.inclusion(of: UInt64(index % leaves))) }
}
proofs.removeAll()
ProcessorTime.measure("inclusion proofs, anywhere", count: proofCount / 10) {
    var maker = log.maker()
    for index in indices.prefix(proofCount / 10) { proofs.append(maker.inclusion(of: index)) }
}
ProcessorTime.measure("inclusion proofs, each alone", count: proofCount / 100) {
    for index in indices.prefix(proofCount / 100) {
        var maker = log.maker()
        proofs.append(maker.inclusion(of: index))
    }
}
ProcessorTime.measure("consistency proofs, each alone", count: proofCount / 100) {
    for index in indices.prefix(proofCount / 100) {
        var maker = log.maker()
        precondition(maker.consistency(from: index + 1).newSize == UInt64(leaves), "the tree has one size")
    }
}
var maker = log.maker()
let leafHashes = proofs.map { maker.leaf(at: $0.index) }
try ProcessorTime.measure("inclusion proofs verified", count: proofs.count) {
    for (proof, leaf) in zip(proofs, leafHashes) { try proof.verify(leaf: leaf, root: root) }
}

let signer = NoteSigner(name: name, key: Curve25519.Signing.PrivateKey())
let checkpoint = Checkpoint(origin: name, size: log.grower.size, root: root)
var signed: [SignedCheckpoint] = []
try ProcessorTime.measure("checkpoints signed", count: 5_000) {
    for _ in 0..<5_000 { signed.append(try SignedCheckpoint(checkpoint, signedBy: signer)) }
}
try ProcessorTime.measure("checkpoints read and verified", count: signed.count) {
    for bytes in signed.map(\.bytes) {
        _ = try SignedCheckpoint(parsing: bytes).verify(logKeys: [signer.verifier])
    }
}
let proofText = TlogProof(proofs[0], in: signed[0]).bytes
try ProcessorTime.measure("proof files read and verified", count: 5_000) {
    for _ in 0..<5_000 {
        _ = try TlogProof(parsing: proofText).verify(leaf: leafHashes[0], logKeys: [signer.verifier])
    }
}
