import AuditJournal
import Crypto
import CryptoExtras

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What is kept of a password: scrypt (RFC 7914) with its cost and salt.
///
/// As text `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`, both in base64url without padding.
package final class PasswordHash: Sendable, Hashable, Codable {
    /// How dear one guess is: memory 128 · r · 2^ln bytes, time in proportion to that and p.
    struct Cost: Sendable, Hashable {
        /// Binary logarithm of N.
        var logN: Int
        var blockSize: Int
        var parallelism: Int

        /// 32 MiB and about a third of a second: as strong as the common advice of N = 2^17 with p = 1, in a quarter
        /// of its memory, because the server promises to stay small.
        static let normal = Cost(logN: 15, blockSize: 8, parallelism: 3)

        /// What a file may ask for; anything above would let an edited file stop the server.
        var isSane: Bool { (4...20).contains(logN) && (1...32).contains(blockSize) && (1...16).contains(parallelism) }
    }

    private static let saltBytes = 16
    private static let hashBytes = 32

    let cost: Cost
    let salt: [UInt8]
    let hash: [UInt8]

    /// Hashes a password; takes as long as ``Cost`` says, so never on a thread that others wait for.
    init(of password: Password, cost: Cost = .normal, random: RandomSource) {
        var salt = [UInt8](repeating: 0, count: Self.saltBytes)
        salt.withUnsafeMutableBytes { random.fill($0) }
        self.cost = cost
        self.salt = salt
        self.hash = Self.derive(password, cost: cost, salt: salt)
    }

    /// Whether this was made from `password`; takes as long as hashing it.
    func matches(_ password: Password) -> Bool {
        ConstantTime.areEqual(Self.derive(password, cost: cost, salt: salt), hash)
    }

    private static func derive(_ password: Password, cost: Cost, salt: [UInt8]) -> [UInt8] {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: password.bytes,
                salt: salt,
                outputByteCount: hashBytes,
                rounds: 1 << cost.logN,
                blockSize: cost.blockSize,
                parallelism: cost.parallelism
            )
            return key.withUnsafeBytes { Array($0) }
        } catch {
            preconditionFailure("scrypt works with parameters that were checked: \(error)")
        }
    }

    /// The text form.
    var text: String {
        let parameters = "ln=\(cost.logN),r=\(cost.blockSize),p=\(cost.parallelism)"
        return "$scrypt$\(parameters)$\(SecretToken.base64URL(salt))$\(SecretToken.base64URL(hash))"
    }

    /// Reads the text form; nil for anything else.
    convenience init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let numbers = parts[2].split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
        guard numbers.count == 3, numbers.allSatisfy({ $0.count == 2 }), numbers.map({ $0[0] }) == ["ln", "r", "p"],
            let logN = Int(numbers[0][1]), let blockSize = Int(numbers[1][1]), let parallelism = Int(numbers[2][1]),
            let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4])
        else { return nil }
        let cost = Cost(logN: logN, blockSize: blockSize, parallelism: parallelism)
        guard cost.isSane, salt.count == Self.saltBytes, hash.count == Self.hashBytes else { return nil }
        self.init(cost: cost, salt: salt, hash: hash)
    }

    private init(cost: Cost, salt: [UInt8], hash: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    package static func == (left: PasswordHash, right: PasswordHash) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }

    private static func bytes(_ base64URL: String) -> [UInt8]? {
        var text = base64URL.replacing("-", with: "+").replacing("_", with: "/")
        while text.utf8.count % 4 != 0 { text += "=" }
        return Data(base64Encoded: text).map(Array.init)
    }

    /// Reads the text form from a file.
    package convenience init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let read = PasswordHash(text: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "is not a scrypt hash")
        }
        self.init(cost: read.cost, salt: read.salt, hash: read.hash)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
