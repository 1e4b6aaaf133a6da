import Crypto
import MerkleLog

/// The key file of a small witness: `witness.key` (0600), one line, the signing key of a cosigner.
package enum WitnessKey {
    private static let file = "witness.key"
    private static let maximumBytes = 4_096

    /// Reads the key.
    package static func load(from storage: any SegmentStorage) throws(WitnessRefusal) -> Cosigner {
        do {
            let bytes = try DurableFile.read(file, in: storage, maximumBytes: maximumBytes)
            let text = String(decoding: bytes, as: UTF8.self)
            return try Cosigner(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            throw .unreadableState(reason: "\(file): \(error)")
        }
    }

    /// Makes a key of this name; false when there already is one, which stays as it is.
    package static func create(name: KeyName, in storage: any SegmentStorage) throws(StorageError) -> Bool {
        let cosigner = Cosigner(name: name, key: Curve25519.Signing.PrivateKey())
        return try DurableFile.create(file, in: storage, with: Array("\(cosigner.text)\n".utf8))
    }
}
