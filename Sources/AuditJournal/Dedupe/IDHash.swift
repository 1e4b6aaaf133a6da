import AuditEvents

/// A keyed hash of event ids: senders choose ids, so without the key they could choose collisions.
struct IDHash: Sendable, Hashable {
    /// Random key; every table and every filter has its own.
    struct Seed: Sendable, Hashable {
        let first: UInt64
        let second: UInt64

        init(first: UInt64, second: UInt64) {
            self.first = first
            self.second = second
        }

        init(random: RandomSource) {
            self.init(first: random.word(), second: random.word())
        }
    }

    /// Chooses the slot or block.
    let place: UInt64
    /// Chooses the bits inside a block.
    let bits: UInt64

    init(_ id: EventID, seed: Seed) {
        let mixed = Self.fold(id.high ^ seed.first, id.low ^ seed.second)
        place = Self.fold(mixed ^ seed.second, 0x9E37_79B9_7F4A_7C15)
        bits = Self.fold(mixed ^ seed.first, 0xD6E8_FEB8_6659_FD93)
    }

    /// Both halves of the 128-bit product, combined.
    private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
