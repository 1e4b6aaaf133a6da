/// Walking objects and arrays.
extension JSONValue {
    /// An object's members in the order of the text, duplicates included; empty for anything else.
    package var members: Members {
        let span = node.pointee.kind == .object ? Int(node.pointee.span) : 1
        return Members(text: text, position: node + 1, end: node + span)
    }

    /// An array's elements; empty for anything else.
    package var elements: Elements {
        let span = node.pointee.kind == .array ? Int(node.pointee.span) : 1
        return Elements(text: text, position: node + 1, end: node + span)
    }

    /// The value of a member, nil when there is none; the last one of equal keys wins.
    package subscript(_ key: JSONKey) -> JSONValue? {
        var found: JSONValue?
        for (name, value) in members where name.isString(equalTo: key) { found = value }
        return found
    }

    /// An object's members, key before value.
    package struct Members: Sequence, IteratorProtocol {
        let text: UnsafeRawPointer
        var position: UnsafePointer<JSONNode>
        let end: UnsafePointer<JSONNode>

        /// The next member.
        @inline(__always)
        package mutating func next() -> (key: JSONValue, value: JSONValue)? {
            guard position < end else { return nil }
            let key = JSONValue(text: text, node: position)
            let value = JSONValue(text: text, node: position + 1)
            position = value.node + Int(value.node.pointee.span)
            return (key, value)
        }
    }

    /// An array's elements.
    package struct Elements: Sequence, IteratorProtocol {
        let text: UnsafeRawPointer
        var position: UnsafePointer<JSONNode>
        let end: UnsafePointer<JSONNode>

        /// The next element.
        @inline(__always)
        package mutating func next() -> JSONValue? {
            guard position < end else { return nil }
            let element = JSONValue(text: text, node: position)
            position += Int(element.node.pointee.span)
            return element
        }
    }
}
