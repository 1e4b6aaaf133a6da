import AuditJournal

/// The 16 characters that Qlik wants twice in a request, so that no foreign page can make a browser send one.
struct Xrfkey: Sendable, Hashable {
    private static let characters = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let length = 16

    /// 16 of `[0-9a-zA-Z]`.
    let text: String

    /// Draws a key.
    init(_ random: RandomSource) {
        let bytes = (0..<Self.length).map { _ in
            // The slight preference of some characters doesn't matter: the key only has to be the same twice.
            Self.characters[Int(random.word() % UInt64(Self.characters.count))]
        }
        text = String(decoding: bytes, as: UTF8.self)
    }
}
