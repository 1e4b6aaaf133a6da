/// Compares JSON texts by value.
package enum JSONEquality {
    /// Whether two texts are the same JSON value.
    ///
    /// White space, key order and ways to escape don't matter; the last of equal keys wins. Numbers are compared exactly,
    /// as decimals (1.0 is 1, 1e2 is 100, -0 is 0), never through double precision; see `JSONNumber` for exponents of
    /// absurd length. Texts that aren't JSON are the same only byte for byte.
    package static func sameValue(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
        if left.elementsEqual(right) { return true }
        let leftScanner = JSONScanner()
        let rightScanner = JSONScanner()
        defer { withExtendedLifetime((leftScanner, rightScanner)) {} }
        do {
            return isSame(try leftScanner.scan(left).root, try rightScanner.scan(right).root)
        } catch {
            // One of them isn't JSON, and they differ in bytes.
            return false
        }
    }

    /// Goes down one level per call, so at most `JSONScanner.maximumDepth` calls are open.
    private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left.kind, right.kind) {
        case (.null, .null):
            return true
        case (.boolean, .boolean):
            return left.boolean == right.boolean
        case (.number, .number):
            return left.contentBytes.elementsEqual(right.contentBytes)
                || JSONNumber(left.contentBytes) == JSONNumber(right.contentBytes)
        case (.string, .string):
            return isSameText(left, right)
        case (.array, .array):
            return isSameArray(left, right)
        case (.object, .object):
            return isSameObject(left, right)
        default:
            return false
        }
    }

    private static func isSameText(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if left.contentBytes.elementsEqual(right.contentBytes) { return true }
        guard left.node.pointee.flags.contains(.escaped) || right.node.pointee.flags.contains(.escaped) else {
            return false
        }
        return JSONUnescaping.generalizedUTF8(left.contentBytes) == JSONUnescaping.generalizedUTF8(right.contentBytes)
    }

    private static func isSameArray(_ left: JSONValue, _ right: JSONValue) -> Bool {
        var leftElements = left.elements
        var rightElements = right.elements
        while true {
            switch (leftElements.next(), rightElements.next()) {
            case (nil, nil): return true
            case (let left?, let right?): if !isSame(left, right) { return false }
            default: return false
            }
        }
    }

    private static func isSameObject(_ left: JSONValue, _ right: JSONValue) -> Bool {
        let leftMembers = lastMembers(left)
        let rightMembers = lastMembers(right)
        guard leftMembers.count == rightMembers.count else { return false }
        for (key, value) in leftMembers {
            guard let other = rightMembers[key], isSame(value, other) else { return false }
        }
        return true
    }

    /// The members by unescaped key, the last of equal keys.
    private static func lastMembers(_ object: JSONValue) -> [[UInt8]: JSONValue] {
        var members: [[UInt8]: JSONValue] = [:]
        for (key, value) in object.members { members[JSONUnescaping.generalizedUTF8(key.contentBytes)] = value }
        return members
    }
}
