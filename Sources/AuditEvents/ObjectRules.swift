/// What the known members of one object must be; unknown members are allowed.
///
/// In memory that is never given back, so that using the rules costs no reference counting.
struct ObjectRules: Sendable {
    // Written once, before anybody else sees the rules, and never freed.
    nonisolated(unsafe) private let fields: UnsafePointer<FieldRule>
    let keys: KeyList

    /// Makes rules; meant for constants, as their memory is never given back.
    init(_ fields: [FieldRule]) {
        let storage = UnsafeMutablePointer<FieldRule>.allocate(capacity: fields.count)
        for (index, field) in fields.enumerated() { (storage + index).initialize(to: field) }
        self.fields = UnsafePointer(storage)
        keys = KeyList(fields.map(\.key))
    }

    /// How many members have rules.
    var count: Int { keys.count }

    /// The rule of a member.
    @inline(__always)
    subscript(_ index: Int) -> UnsafePointer<FieldRule> {
        precondition(index < count, "a rule of this object")
        return fields + index
    }
}
