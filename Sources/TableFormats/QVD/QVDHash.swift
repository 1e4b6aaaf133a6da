/// The mixing step of the symbol hashes: a 128-bit product folded to 64 bits.
enum QVDHash {
    /// Mixes two words; with a secret in one of them nobody outside can choose values that collide.
    static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = first.multipliedFullWidth(by: second)
        return product.high ^ product.low
    }

    /// Odd constants with about as many ones as zeros.
    static let first: UInt64 = 0xA076_1D64_78BD_642F
    static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
}
