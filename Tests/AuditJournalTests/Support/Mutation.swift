/// Ways in which bytes go wrong.
enum Mutation {
    static func apply(to bytes: inout [UInt8], using generator: inout some RandomNumberGenerator) {
        guard !bytes.isEmpty else {
            bytes = (0..<100).map { _ in UInt8.random(in: 0...255, using: &generator) }
            return
        }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 1...300, using: &generator))
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: bytes.removeLast(bytes.count - place)
        case 2: for index in place..<end { bytes[index] = 0 }
        case 3: for index in place..<end { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
        case 4: bytes.removeSubrange(place..<end)
        case 5: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 6:
            // Lengths, counts and offsets: big where small is expected.
            let word = place & ~3
            for index in word..<min(bytes.count, word + 4) { bytes[index] = 0xFF }
        default: bytes.append(contentsOf: bytes[place..<end])
        }
    }
}
