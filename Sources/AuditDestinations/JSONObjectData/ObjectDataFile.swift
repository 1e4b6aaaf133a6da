/// A rendered file of one event, before it has a free name.
struct ObjectDataFile: Hashable {
    /// Name without `.json` and without the suffix of a second file.
    let stem: String

    /// The whole content.
    let bytes: [UInt8]

    /// How many of the bytes come before the static tags, the last member of the object.
    let tagsStart: Int

    /// Whether `existing` is the content of this event, static tags aside: they come from the configuration, which may
    /// have changed between a publication and its repeat.
    func isSameEvent(as existing: [UInt8]) -> Bool {
        if existing == bytes { return true }
        return existing.starts(with: bytes[..<tagsStart]) && existing.suffix(2) == Array("\n}".utf8)[...]
    }
}
