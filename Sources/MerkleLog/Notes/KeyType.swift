/// What a key signs; the number is the signature type of C2SP signed-note.
package enum KeyType: UInt8, Sendable, Hashable {
    /// The text of a note, with Ed25519.
    case note = 0x01
    /// A checkpoint at a time, with Ed25519: C2SP tlog-cosignature, `cosignature/v1`.
    case cosignature = 0x04
}
