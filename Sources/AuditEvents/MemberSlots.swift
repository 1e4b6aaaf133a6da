/// Where the known members of one object are: one walk instead of a search per key.
struct MemberSlots {
    private let object: JSONValue
    /// Nodes by position of the key in the list, counted from the object; 0, the object, for what isn't there.
    private var offsets: InlineArray<12, UInt32> = .init(repeating: 0)

    /// Finds the members of `object` with these keys; the last of equal keys wins.
    init(of object: JSONValue, keys: KeyList) {
        self.object = object
        // Clients send keys in a stable order, so the next one is tried first.
        var expected = 0
        for (key, value) in object.members {
            var slot = expected
            for _ in 0..<keys.count {
                if slot >= keys.count { slot = 0 }
                if key.isString(equalTo: keys[slot]) {
                    offsets[slot] = UInt32(truncatingIfNeeded: value.node - object.node)
                    expected = slot + 1
                    break
                }
                slot += 1
            }
        }
    }

    /// The value of the key at this position of the list.
    @inline(__always)
    subscript(_ slot: Int) -> JSONValue? {
        let offset = offsets[slot]
        return offset == 0 ? nil : JSONValue(text: object.text, node: object.node + Int(offset))
    }
}
