/// Members in one call each, key and value.
extension JSONWriter {
    /// Writes a member that is a text, or null without one.
    package mutating func write(_ key: String, _ text: String?) {
        self.key(key)
        if let text { string(text) } else { null() }
    }

    /// Writes a member that is a list of texts.
    package mutating func write(_ key: String, _ texts: [String]) {
        self.key(key)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    /// Writes a member that is true or false.
    package mutating func write(_ key: String, _ value: Bool) {
        self.key(key)
        boolean(value)
    }

    /// Writes a member that is a count.
    package mutating func write(_ key: String, _ count: Int) {
        self.key(key)
        integer(Int64(count))
    }
}
